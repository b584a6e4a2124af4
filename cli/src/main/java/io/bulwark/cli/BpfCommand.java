package io.bulwark.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bulwark bpf}: what developers of policies look at object files with. */
@Command(
    name = "bpf",
    description = "Look into, verify and run BPF object files.",
    synopsisSubcommandLabel = "COMMAND")
final class BpfCommand implements Runnable {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  /** The command with all that is below it. */
  static CommandLine with(Terminal terminal) {
    CommandLine bpf = new CommandLine(new BpfCommand());
    bpf.addSubcommand("dump", new BpfDumpCommand(terminal));
    bpf.addSubcommand("disasm", new BpfDisasmCommand(terminal));
    bpf.addSubcommand("verify", new BpfVerifyCommand(terminal));
    bpf.addSubcommand("run", new BpfRunCommand(terminal));
    bpf.addSubcommand("plugin", new BpfPluginCommand(terminal));
    return bpf;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "name a command");
    }
  }
}
