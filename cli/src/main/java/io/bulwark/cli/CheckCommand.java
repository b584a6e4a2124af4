package io.bulwark.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulwark check}: findings, and nothing run. */
@Command(
    name = "check",
    description = "Find errors in rule files, or in conditions on standard input.",
    footer = {"", "Exit codes: 0 fine, 1 errors found, 2 wrong call or unreadable file."})
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;

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
    throw new UserFault("no rule file given", "`bulwark check FILE…`, or `--conditions`");
  }
}
