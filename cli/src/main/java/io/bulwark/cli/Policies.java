package io.bulwark.cli;

import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Severity;
import io.bulwark.policy.diag.TextPrinter;
import java.util.List;
import java.util.Optional;

/** Loads rules for commands that then run them. */
final class Policies {

  private Policies() {}

  static LoadOptions options(boolean strictCompat) {
    return new LoadOptions(compatibility(strictCompat), true);
  }

  private static Compatibility compatibility(boolean strict) {
    return strict ? Compatibility.STRICT : Compatibility.CORRECTED;
  }

  /**
   * The policy of these files; nothing if they have errors, which are then on standard error.
   *
   * <p>Nobody looks for what is merely doubtful: {@code bulwark check} is the place for that.
   */
  static Optional<CheckedPolicy> load(List<String> paths, boolean strictCompat, Terminal terminal) {
    List<PolicyFile> files = RuleFiles.read(paths);
    LoadResult result =
        PolicyLoader.load(files, new LoadOptions(compatibility(strictCompat), false));
    if (!result.hasErrors()) {
      return Optional.of(result.policy());
    }
    List<Diagnostic> errors =
        result.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    terminal.err().print(new TextPrinter(RuleFiles.lines(files), false).print(errors));
    terminal.tell(
        Counts.of(errors.size(), "error")
            + " in the rules; `bulwark check "
            + String.join(" ", paths)
            + "` says more");
    return Optional.empty();
  }
}
