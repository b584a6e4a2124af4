package io.bulwark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bulwark version}. */
@Command(name = "version", description = "Print the version of Bulwark and of Java.")
final class VersionCommand implements Callable<Integer> {

  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().println("bulwark " + Version.text());
    terminal.out().println("java " + Runtime.version());
    return ExitCode.OK;
  }
}
