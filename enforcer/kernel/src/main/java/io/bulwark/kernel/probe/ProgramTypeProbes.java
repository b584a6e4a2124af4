package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.AttachType;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.kernel.log.VerifierLog;
import java.util.ArrayList;
import java.util.List;

/** Every program type that needs no kernel function to attach to: the smallest program. */
final class ProgramTypeProbes {
  private ProgramTypeProbes() {}

  static List<Check> run(Bench bench) {
    List<Check> checks = new ArrayList<>();
    for (ProgramType type : ProgramType.values()) {
      if (type != ProgramType.LSM && type != ProgramType.TRACING) {
        checks.add(
            Check.loaded(
                "program", type.name().toLowerCase(java.util.Locale.ROOT), load(bench, type)));
      }
    }
    return checks;
  }

  private static Outcome load(Bench bench, ProgramType type) {
    return outcome(smallest(type).tryLoad(bench.libbpf()), type.since());
  }

  static Outcome outcome(LoadOutcome loaded, String since) {
    return switch (loaded) {
      case LoadOutcome.Loaded(KernelProgram program, VerifierLog _) -> {
        program.close();
        yield Outcome.WORKS;
      }
      case LoadOutcome.Rejected rejected -> Answers.of(rejected, since);
    };
  }

  /** Allows everything, in every type's terms. */
  static RawProgram smallest(ProgramType type) {
    boolean oneAllows = type.name().startsWith("CGROUP") || type == ProgramType.SK_LOOKUP;
    RawProgram program = RawProgram.of(type, Programs.returning(oneAllows ? 1 : 0), "GPL");
    return program
        .named("bulwark_probe")
        .attachingTo(place(type), 0)
        .withFlags(type == ProgramType.SYSCALL ? RawProgram.SLEEPABLE : 0);
  }

  private static AttachType place(ProgramType type) {
    return switch (type) {
      case CGROUP_SKB -> AttachType.CGROUP_INET_EGRESS;
      case CGROUP_SOCK -> AttachType.CGROUP_INET_SOCK_CREATE;
      case CGROUP_SOCK_ADDR -> AttachType.CGROUP_INET4_CONNECT;
      case CGROUP_DEVICE -> AttachType.CGROUP_DEVICE;
      case CGROUP_SYSCTL -> AttachType.CGROUP_SYSCTL;
      case CGROUP_SOCKOPT -> AttachType.CGROUP_SETSOCKOPT;
      case SK_LOOKUP -> AttachType.SK_LOOKUP;
      case SOCKET_FILTER,
          KPROBE,
          SCHED_CLS,
          TRACEPOINT,
          XDP,
          PERF_EVENT,
          SOCK_OPS,
          RAW_TRACEPOINT,
          TRACING,
          LSM,
          SYSCALL ->
          AttachType.CGROUP_INET_INGRESS;
    };
  }
}
