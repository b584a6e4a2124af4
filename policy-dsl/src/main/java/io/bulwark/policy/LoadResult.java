package io.bulwark.policy;

import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Severity;
import java.util.List;

/**
 * What loading gives: the policy made of everything that is valid, and all findings.
 *
 * <p>A rule with an error is left out of the policy; whether errors stop the caller is the caller's
 * choice.
 */
public record LoadResult(CheckedPolicy policy, List<Diagnostic> diagnostics) {
  public LoadResult {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
