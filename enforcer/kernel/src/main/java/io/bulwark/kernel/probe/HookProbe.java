package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.Cgroup;
import io.bulwark.kernel.load.KernelLink;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.kernel.load.MappedArray;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.log.VerifierLog;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Loads, attaches and watches one hook. */
final class HookProbe {
  private static final String AREA = "hook";
  private static final Outcome SEEN_NOTHING =
      new Outcome.NotTried("the program is attached, but its effect was not seen");

  private final Bench bench;
  private final Hook hook;

  HookProbe(Bench bench, Hook hook) {
    this.bench = bench;
    this.hook = hook;
  }

  Check run() {
    OptionalInt type =
        hook.target().isEmpty() ? OptionalInt.of(0) : bench.hookType(hook.place(), hook.target());
    if (type.isEmpty()) {
      return Check.failed(AREA, hook.name(), new Outcome.Absent(hook.since()));
    }
    return hook.canDeny() ? denying(type.getAsInt()) : counting(type.getAsInt());
  }

  private RawProgram program(byte[] code, int type) {
    return RawProgram.of(hook.type(), code, "GPL")
        .named("bulwark_probe")
        .attachingTo(hook.place(), type);
  }

  private Check denying(int type) {
    // A program of a cgroup runs there only, and some types cannot ask where they are.
    byte[] code =
        hook.ofCgroup()
            ? Programs.returning(hook.denial())
            : Programs.verdict(bench.cgroupId(), hook.denial(), hook.permission());
    Optional<Boolean> before = pass();
    return attached(
        program(code, type),
        () -> pass().equals(Optional.of(false)) && before.equals(Optional.of(true)));
  }

  private Check counting(int type) {
    MapSpec spec = MapSpec.of(MapType.ARRAY, "probe", 4, 8, 1).withFlags(MapSpec.MMAPABLE);
    if (hook.place() == AttachType.TRACE_ITER) {
      return attached(program(Programs.returning(0), type), () -> true);
    }
    try (KernelMap map = spec.create(bench.libbpf());
        MappedArray counter = map.mapped()) {
      RawProgram program = program(Programs.counting(bench.cgroupId()), type).withMaps(map);
      return attached(
          program,
          () -> {
            pass();
            return counter.getLong(0) > 0;
          });
    }
  }

  /** Whether the command gets through; empty if it could not be tried. */
  private Optional<Boolean> pass() {
    return hook.command().isEmpty()
        ? Optional.empty()
        : bench.cgroup().flatMap(group -> group.run(hook.shell(), hook.command()));
  }

  private Check attached(RawProgram program, BooleanSupplier effect) {
    return switch (program.tryLoad(bench.libbpf())) {
      case LoadOutcome.Rejected rejected ->
          Check.failed(AREA, hook.name(), Answers.of(rejected, hook.since()));
      case LoadOutcome.Loaded(KernelProgram loaded, VerifierLog _) -> {
        try (loaded) {
          yield attached(loaded, effect);
        }
      }
    };
  }

  private Check attached(KernelProgram program, BooleanSupplier effect) {
    if (bench.cgroup().isEmpty()) {
      return new Check(AREA, hook.name(), Outcome.WORKS, Bench.NO_CGROUP, Bench.NO_CGROUP);
    }
    Outcome[] seen = {new Outcome.NotTried("it was not attached")};
    Outcome attach =
        Answers.of(
            () -> {
              try (KernelLink link = attach(program)) {
                seen[0] = effect(link, effect);
                return Outcome.WORKS;
              }
            },
            hook.since());
    return new Check(AREA, hook.name(), Outcome.WORKS, attach, seen[0]);
  }

  private KernelLink attach(KernelProgram program) {
    if (!hook.ofCgroup()) {
      return program.attach();
    }
    try (Cgroup cgroup = bench.cgroup().orElseThrow().open()) {
      return program.attach(cgroup);
    }
  }

  private Outcome effect(KernelLink link, BooleanSupplier effect) {
    if (hook.place() == AttachType.TRACE_ITER) {
      return Answers.of(
          () -> link.iterate().length >= 0 ? Outcome.WORKS : SEEN_NOTHING, hook.since());
    }
    if (hook.command().isEmpty()) {
      return Outcome.NOT_APPLICABLE;
    }
    if (!java.nio.file.Files.isExecutable(java.nio.file.Path.of(hook.shell()))) {
      return new Outcome.NotTried("no " + hook.shell() + " to pass the hook with");
    }
    return effect.getAsBoolean() ? Outcome.WORKS : SEEN_NOTHING;
  }

  /** A raw tracepoint, which has no kernel type to attach to. */
  static Check rawTracepoint(Bench bench) {
    Hook hook =
        new Hook(
            "raw_tp/sys_enter",
            ProgramType.RAW_TRACEPOINT,
            AttachType.CGROUP_INET_INGRESS,
            "sys_enter",
            "/bin/sh",
            ": < /dev/null",
            "4.17");
    return new HookProbe(bench, hook).rawTracepoint();
  }

  private Check rawTracepoint() {
    MapSpec spec = MapSpec.of(MapType.ARRAY, "probe", 4, 8, 1).withFlags(MapSpec.MMAPABLE);
    try (KernelMap map = spec.create(bench.libbpf());
        MappedArray counter = map.mapped();
        KernelProgram program =
            program(Programs.counting(bench.cgroupId()), 0).withMaps(map).load(bench.libbpf());
        KernelLink link = program.attachRawTracepoint(hook.target())) {
      Outcome seen =
          effect(
              link,
              () -> {
                pass();
                return counter.getLong(0) > 0;
              });
      return new Check(AREA, hook.name(), Outcome.WORKS, Outcome.WORKS, seen);
    } catch (io.bulwark.kernel.error.KernelException e) {
      return Check.failed(AREA, hook.name(), Answers.of(e, hook.since()));
    }
  }
}
