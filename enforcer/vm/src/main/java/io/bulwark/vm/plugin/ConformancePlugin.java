package io.bulwark.vm.plugin;

import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.InvalidBytecode;
import io.bulwark.vm.Machine;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.LinkException;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Runs one program in the way that the runner of bpf_conformance asks for. */
public final class ConformancePlugin {
  /** More than any case of the suite; a program of a megabyte is no case. */
  private static final int MAX_INPUT = 4 << 20;

  private ConformancePlugin() {}

  /** Runs the program on {@code in}; the exit code. */
  public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
    boolean jit = !arguments.contains("--interpret");
    try {
      byte[] memory =
          arguments.isEmpty() || arguments.getFirst().startsWith("--")
              ? new byte[0]
              : hex(arguments.getFirst());
      byte[] text = in.readNBytes(MAX_INPUT);
      out.println(
          Long.toHexString(run(hex(new String(text, StandardCharsets.US_ASCII)), memory, jit)));
      return 0;
    } catch (InvalidBytecode | LinkException | MachineFault | IllegalArgumentException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println("cannot read the program: " + e.getMessage());
    }
    return 1;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  /**
   * Runs {@code bytes} as the suite expects it: r1 is the address of {@code memory}, r2 its length
   * (both 0 without memory), function 5 returns its first argument.
   *
   * @return r0
   * @throws InvalidBytecode if the bytes are no code
   * @throws LinkException if the code has a shape that no machine runs
   * @throws MachineFault if the run fails
   */
  public static long run(byte[] bytes, byte[] memory, boolean jit) {
    return run(Program.of(Decoder.decode(bytes)), memory, jit);
  }

  /** The same for a linked program. */
  public static long run(Program program, byte[] memory, boolean jit) {
    Memory arena = Memory.ofCapacity(memory.length + (1 << 14));
    long address = 0;
    if (memory.length > 0) {
      Region context = arena.allocate(memory.length, Access.READ_WRITE);
      address = context.address();
      arena.copyIn(address, memory);
    }
    HelperTable helpers = HelperTable.builder().add(5, (_, r1, _, _, _, _) -> r1).build();
    Machine machine = Machine.builder(arena).helpers(helpers).build();
    Executor executor = jit ? machine.jit(program) : machine.interpreter(program);
    return executor.run(address, memory.length);
  }
}
