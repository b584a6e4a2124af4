package io.bulwark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code bulwark} alone: says what there is. */
@Command(
    name = "bulwark",
    description = "Falco-compatible syscall security rules, over recordings of system calls.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Start with `bulwark demo`, or `bulwark check FILE` for rules of your own."})
final class BulwarkCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an internal error.")
  private boolean debug;

  BulwarkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.tell("name a command");
    if (spec != null) {
      spec.commandLine().usage(terminal.err(), Ansi.OFF);
    }
    return ExitCode.USAGE;
  }
}
