package io.bulwark.vm.verify;

import io.bulwark.vm.verify.finding.Finding;
import java.util.List;

/** What came of a verification. */
public sealed interface Verdict {
  /** How much work it was. */
  Effort effort();

  /**
   * How much work a verification was.
   *
   * @param instructions followed on all paths together
   * @param states kept at joins
   * @param pendingBranches the most that waited at a time
   */
  record Effort(int instructions, int states, int pendingBranches) {}

  /** No path does anything wrong. */
  record Accepted(VerifiedProgram program, Effort effort) implements Verdict {}

  /** Some path does; {@code findings} are sorted by instruction, not empty. */
  record Refused(List<Finding> findings, Effort effort) implements Verdict {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
