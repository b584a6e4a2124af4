package io.bulwark.vm.verify;

import io.bulwark.vm.verify.explore.Exploration;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.Limits;
import java.util.List;

/**
 * Verifies programs.
 *
 * <pre>{@code
 * Candidate candidate = Candidate.of(code, ProgramTypes.rawTracepoint(), Bindings.of(events));
 * switch (Verifier.withKernelLimits().verify(candidate)) {
 *   case Verdict.Accepted(VerifiedProgram program, _) -> run(program);
 *   case Verdict.Refused(List<Finding> findings, _) -> findings.forEach(System.err::println);
 * }
 * }</pre>
 */
public final class Verifier {
  private final Limits limits;

  private Verifier(Limits limits) {
    this.limits = limits;
  }

  /** A verifier that works as hard as a kernel. */
  public static Verifier withKernelLimits() {
    return new Verifier(Limits.KERNEL);
  }

  /** A verifier with other limits. */
  public static Verifier withLimits(Limits limits) {
    return new Verifier(limits);
  }

  /** Follows all paths of {@code candidate}; code of any shape comes to an end. */
  public Verdict verify(Candidate candidate) {
    Exploration exploration = Exploration.of(candidate, limits);
    Verdict.Effort effort =
        new Verdict.Effort(
            exploration.instructions(), exploration.states(), exploration.pendingBranches());
    List<Finding> findings = exploration.findings();
    return findings.isEmpty()
        ? new Verdict.Accepted(new VerifiedProgram(candidate), effort)
        : new Verdict.Refused(findings, effort);
  }
}
