package io.bulwark.cli;

import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.JsonPrinter;
import io.bulwark.policy.diag.SarifPrinter;
import io.bulwark.policy.diag.Severity;
import io.bulwark.policy.diag.TextPrinter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark check}: findings, and nothing run. */
@Command(
    name = "check",
    description = "Find errors in rule files, or in conditions on standard input.",
    footer = {"", "Exit codes: 0 fine, 1 errors found, 2 wrong call or unreadable file."})
final class CheckCommand implements Callable<Integer> {

  /** How findings are printed. */
  enum Format {
    text,
    json,
    sarif
  }

  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Rule files or folders, loaded together in this order.")
  private List<String> files = List.of();

  @Option(names = "--format", defaultValue = "text", description = "text (default), json or sarif.")
  private Format format = Format.text;

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  @Option(names = "--strict-compat", description = "Take upstream's side of every known quirk.")
  private boolean strictCompat;

  @Option(
      names = "--conditions",
      description =
          "Read JSON strings from standard input, one condition a line; print one JSON verdict a"
              + " line.")
  private boolean conditions;

  @Option(
      names = "--syntax-only",
      description = "With --conditions: fields, macros and values may be anything.")
  private boolean syntaxOnly;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (conditions) {
      return new ConditionStream(terminal, syntaxOnly).run() ? ExitCode.OK : ExitCode.FINDINGS;
    }
    if (files.isEmpty()) {
      throw new UserFault("no rule file given", "`bulwark check FILE…`, or `--conditions`");
    }
    List<PolicyFile> read = RuleFiles.read(files);
    LoadResult result = PolicyLoader.load(read, Policies.options(strictCompat));
    print(read, result);
    long errors = count(result, Severity.ERROR);
    long warnings = count(result, Severity.WARNING);
    return errors > 0 || (strict && warnings > 0) ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private void print(List<PolicyFile> read, LoadResult result) {
    List<Diagnostic> found = result.diagnostics();
    switch (format) {
      case json -> terminal.out().print(new JsonPrinter().print(found));
      case sarif -> terminal.out().print(new SarifPrinter().print(found));
      case text -> {
        TextPrinter printer = new TextPrinter(RuleFiles.lines(read), terminal.colors());
        terminal.out().print(printer.print(found));
        terminal.tell(summary(result));
      }
    }
  }

  private static String summary(LoadResult result) {
    return Counts.of(result.policy().rules().size(), "rule")
        + ", "
        + Counts.of(count(result, Severity.ERROR), "error")
        + ", "
        + Counts.of(count(result, Severity.WARNING), "warning");
  }

  private static long count(LoadResult result, Severity severity) {
    return result.diagnostics().stream().filter(d -> d.severity() == severity).count();
  }
}
