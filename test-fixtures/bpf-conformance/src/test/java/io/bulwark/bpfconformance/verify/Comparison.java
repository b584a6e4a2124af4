package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Disassembler;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.RawProgram;
import io.bulwark.vm.verify.Verdict;
import io.bulwark.vm.verify.Verifier;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.rules.Candidate;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/** Verdicts of both sides, counted. */
final class Comparison {
  private final Libbpf libbpf;
  private final Verifier verifier = Verifier.withKernelLimits();
  private final Map<String, Integer> falseRejects = new TreeMap<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final StringBuilder wrong = new StringBuilder();
  private int accepted;
  private int bothRefused;
  private int falseRejected;
  private int falseAccepted;
  private long ours;
  private long theirs;
  private long instructions;

  Comparison(Libbpf libbpf) {
    this.libbpf = libbpf;
  }

  /** Gives one program to both; {@code name} is for the report. */
  void compare(String name, Code code, Setting setting, Maps maps) {
    long start = cpu();
    Verdict verdict = verifier.verify(Candidate.of(code, setting.rules(), maps.bindings()));
    long middle = cpu();
    LoadOutcome outcome =
        RawProgram.of(setting.type(), code.encode(), "GPL")
            .withFlags(setting.rules().sleepable() ? RawProgram.SLEEPABLE : 0)
            .tryLoad(libbpf);
    ours += middle - start;
    theirs += cpu() - middle;
    instructions += verdict.effort().instructions();
    count(name, code, verdict, outcome);
  }

  /** Time of this thread: other work of a busy machine does not count. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void count(String name, Code code, Verdict verdict, LoadOutcome outcome) {
    switch (outcome) {
      case LoadOutcome.Loaded loaded -> {
        loaded.program().close();
        switch (verdict) {
          case Verdict.Accepted _ -> accepted++;
          case Verdict.Refused refused -> {
            falseRejected++;
            Finding first = refused.findings().getFirst();
            falseRejects.merge(first.kind().name(), 1, Integer::sum);
          }
        }
      }
      case LoadOutcome.Rejected rejected -> {
        switch (verdict) {
          case Verdict.Refused refused -> {
            bothRefused++;
            refusals.merge(refused.findings().getFirst().kind().name(), 1, Integer::sum);
          }
          case Verdict.Accepted _ -> {
            falseAccepted++;
            if (falseAccepted <= 12) {
              wrong.append(name).append('\n').append(Disassembler.print(code)).append('\n');
              rejected.log().lines().stream()
                  .skip(Math.max(0, rejected.log().lines().size() - Integer.getInteger("tail", 12)))
                  .forEach(line -> wrong.append("  ").append(line).append('\n'));
            }
          }
        }
      }
    }
  }

  /** Programs that we accept and the kernel refuses, printed; empty is good. */
  String wrong() {
    return wrong.toString();
  }

  int accepted() {
    return accepted;
  }

  int refusedByBoth() {
    return bothRefused;
  }

  /** The figures. */
  String report() {
    int kernelAccepts = accepted + falseRejected;
    int all = kernelAccepts + bothRefused + falseAccepted;
    return """
    %d programs: both accept %d, both refuse %d, only the kernel accepts %d (%.1f %% of what it \
    accepts), only we accept %d; ours %.3f ms, load %.3f ms each, %.0f instructions followed each
    refused by us, accepted by the kernel, by first finding: %s
    refused by both: %s\
    """
        .formatted(
            all,
            accepted,
            bothRefused,
            falseRejected,
            100.0 * falseRejected / Math.max(1, kernelAccepts),
            falseAccepted,
            ours / 1e6 / all,
            theirs / 1e6 / all,
            (double) instructions / all,
            falseRejects,
            refusals);
  }
}
