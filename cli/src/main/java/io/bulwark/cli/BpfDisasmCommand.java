package io.bulwark.cli;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.bpf.object.ObjectPrinter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bulwark bpf disasm}: code with policy lines, symbols and relocations. */
@Command(name = "disasm", description = "Print the code of an object, with the policy's lines.")
final class BpfDisasmCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "OBJECT", description = "Object file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "FUNCTION",
      description = "Programs or subprograms; all of them if none is named.")
  private List<String> functions = List.of();

  BpfDisasmCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    BpfObject object = BpfFiles.read(file);
    List<Function> wanted =
        functions.isEmpty()
            ? object.functions()
            : functions.stream().map(name -> named(object, name)).toList();
    terminal
        .out()
        .print(wanted.stream().map(ObjectPrinter::disassembly).collect(Collectors.joining("\n")));
    return ExitCode.OK;
  }

  /** The function of this name, or a fault that lists those there are. */
  static Function named(BpfObject object, String name) {
    return object
        .function(name)
        .orElseThrow(() ->
            new UserFault(
                "there is no function `" + name + "`",
                object.functions().stream()
                    .map(each -> "`" + each.name() + "`")
                    .collect(Collectors.joining(", ", "the object has ", ""))));
  }
}
