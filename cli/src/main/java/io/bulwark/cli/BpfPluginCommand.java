package io.bulwark.cli;

import io.bulwark.vm.plugin.ConformancePlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark bpf plugin}: what the runner of bpf_conformance starts for each case. */
@Command(
    name = "plugin",
    description = {
      "Run the program whose bytes come in hexadecimal on standard input; print r0.",
      "This is the plug-in protocol of the bpf_conformance suite."
    })
final class BpfPluginCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--interpret", description = "Interpret instead of compiling.")
  private boolean interpret;

  @Parameters(
      arity = "0..1",
      paramLabel = "MEMORY",
      description = "Bytes that r1 points to, in hexadecimal.")
  private String memory = "";

  BpfPluginCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>();
    if (!memory.isEmpty()) {
      arguments.add(memory);
    }
    if (interpret) {
      arguments.add("--interpret");
    }
    return ConformancePlugin.run(arguments, terminal.in(), terminal.out(), terminal.err());
  }
}
