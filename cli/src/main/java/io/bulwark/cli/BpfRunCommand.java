package io.bulwark.cli;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.Function;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.helper.EffectLog;
import io.bulwark.vm.helper.Environment;
import io.bulwark.vm.helper.Helpers;
import io.bulwark.vm.helper.TaskFacts;
import io.bulwark.vm.jit.ProgramTooLarge;
import io.bulwark.vm.load.Binder;
import io.bulwark.vm.load.LoadException;
import io.bulwark.vm.load.LoadSettings;
import io.bulwark.vm.load.LoadedObject;
import io.bulwark.vm.load.MachineLoader;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.MemoryExhausted;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.LinkException;
import io.bulwark.vm.run.Executor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark bpf run}: a program of an object on the machine of this process. */
@Command(
    name = "run",
    description = {
      "Run a program of an object here, in no kernel, and print what it returns.",
      "Structures are laid out as in the object's own types."
    })
final class BpfRunCommand implements Callable<Integer> {
  private static final int MEMORY = 64 << 20;

  private final Terminal terminal;

  @Option(
      names = "--context",
      paramLabel = "HEX",
      description = "Bytes that the program's argument points to.")
  private String context = "";

  @Option(
      names = "--set",
      paramLabel = "VARIABLE=HEX",
      description = "Initial bytes of a global variable.")
  private Map<String, String> variables = Map.of();

  @Option(names = "--interpret", description = "Interpret instead of compiling.")
  private boolean interpret;

  @Parameters(index = "0", paramLabel = "OBJECT", description = "Object file.")
  private Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "PROGRAM", description = "Name of the program.")
  private String name = "";

  BpfRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return BpfFiles.use(file, this::run);
  }

  private int run(BpfObject object) {
    Function program = BpfDisasmCommand.named(object, name);
    if (!program.isProgram()) {
      throw new UserFault("`" + name + "` is a subprogram", "name a program");
    }
    EffectLog effects = new EffectLog();
    try {
      MapStore maps = new MapStore(Memory.ofCapacity(MEMORY));
      LoadedObject loaded =
          new MachineLoader(object, settings(), Binder.NONE)
              .load(maps, Helpers.table(Environment.of(maps, new TaskFacts(), effects)));
      long result = run(loaded, bytes("--context", context));
      terminal.out().printf("r0 = 0x%x (%d)%n", result, result);
      effects.lines().forEach(each -> terminal.out().println("effect: " + each));
      rings(loaded).forEach(each -> terminal.out().println(each));
      return ExitCode.OK;
    } catch (LoadException | LinkException e) {
      throw new UserFault(
          "cannot load `" + name + "`: " + e.getMessage(), "see `bulwark bpf dump`");
    } catch (ProgramTooLarge e) {
      throw new UserFault(
          "cannot compile `" + name + "`: " + e.getMessage(), "run it with --interpret");
    } catch (MemoryExhausted e) {
      throw new UserFault(
          "cannot run `" + name + "`: " + e.getMessage(), "see `bulwark bpf dump` for its maps");
    } catch (MachineFault e) {
      terminal.tell("`" + name + "` stopped: " + e.getMessage());
      return ExitCode.FINDINGS;
    }
  }

  private long run(LoadedObject loaded, byte[] bytes) {
    Memory memory = loaded.machine().memory();
    Executor executor = interpret ? loaded.interpreted(name) : loaded.compiled(name);
    if (bytes.length == 0) {
      return executor.run(0);
    }
    Region region = memory.allocate(bytes.length, Access.READ_WRITE);
    memory.copyIn(region.address(), bytes);
    return executor.run(region.address());
  }

  private LoadSettings settings() {
    LoadSettings settings = LoadSettings.DEFAULT;
    for (Map.Entry<String, String> each : variables.entrySet()) {
      settings = settings.variable(each.getKey(), bytes("--set", each.getValue()));
    }
    return settings;
  }

  private static byte[] bytes(String option, String text) {
    try {
      return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new UserFault(
          "`" + option + "` takes bytes in hexadecimal, not `" + text + "`", "write 0a00ff");
    }
  }

  /** The records that the program left in ring buffers. */
  private static List<String> rings(LoadedObject loaded) {
    List<String> lines = new ArrayList<>();
    Memory memory = loaded.machine().memory();
    loaded
        .maps()
        .forEach((map, each) -> {
          if (each instanceof RingBuffer ring) {
            ring.drain((address, size) ->
                lines.add(map + ": " + HexFormat.of().formatHex(memory.bytes(address, size))));
          }
        });
    return lines;
  }
}
