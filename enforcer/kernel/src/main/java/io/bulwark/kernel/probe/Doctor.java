package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.Libbpf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs all probes: a few seconds, a cgroup for the time being, and nothing left behind. */
public final class Doctor {
  private Doctor() {}

  /** The report on the kernel under this process. */
  public static DoctorReport examine(Libbpf libbpf) {
    Optional<ProbeCgroup> cgroup = ProbeCgroup.create();
    try {
      Bench bench = Bench.of(libbpf, cgroup);
      List<Check> checks = new ArrayList<>();
      for (Hook hook : Hooks.ALL) {
        checks.add(new HookProbe(bench, hook).run());
      }
      checks.add(HookProbe.rawTracepoint(bench));
      checks.add(SeccompProbe.run());
      checks.addAll(EventProbes.run(bench));
      checks.addAll(ProgramTypeProbes.run(bench));
      checks.addAll(MapTypeProbes.run(bench));
      checks.addAll(InstructionProbes.run(bench));
      checks.addAll(HelperProbes.run(bench));
      checks.addAll(PathProbes.run(bench));
      return new DoctorReport(KernelIdentity.current(libbpf), checks);
    } finally {
      cgroup.ifPresent(ProbeCgroup::close);
    }
  }
}
