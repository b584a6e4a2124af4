package io.bulwark.vm;

import io.bulwark.bpf.isa.Code;
import io.bulwark.vm.interp.Frames;
import io.bulwark.vm.interp.Interpreter;
import io.bulwark.vm.jit.JitCompiler;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.program.Linker;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.program.Symbols;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.util.Map;

/**
 * A BPF machine: memory, functions and limits, and programs that run on them.
 *
 * <pre>{@code
 * Memory memory = Memory.ofCapacity(1 << 20);
 * Region context = memory.allocate(64, Access.READ);
 * Machine machine = Machine.builder(memory).helpers(helpers).symbols(symbols).build();
 * Executor program = machine.interpreter(machine.link("check", code, functions));
 * long verdict = program.run(context.address());
 * }</pre>
 *
 * <p>Programs of one machine share its memory and run one after the other, in one thread.
 */
public final class Machine {
  /** Fuel of a run unless said otherwise: as many instructions as a kernel's verifier follows. */
  public static final long DEFAULT_FUEL = 1_000_000;

  private final Execution execution;
  private final Symbols symbols;
  private final Frames frames = new Frames();

  private Machine(Builder builder) {
    execution = new Execution(builder.memory, builder.helpers, builder.fuel);
    symbols = builder.symbols;
  }

  /** A machine with this memory, to be described. */
  public static Builder builder(Memory memory) {
    return new Builder(memory);
  }

  /** Its memory. */
  public Memory memory() {
    return execution.memory();
  }

  /** The state of the last run: what fuel is left, where the frames are. */
  public Execution execution() {
    return execution;
  }

  /**
   * Links a program for this machine.
   *
   * @param functions the object's functions by name
   * @throws io.bulwark.vm.program.LinkException if a symbol or function is missing
   */
  public Program link(String name, Code code, Map<String, Code> functions) {
    return Linker.link(name, code, functions, symbols);
  }

  /** An executor that interprets {@code program}. */
  public Executor interpreter(Program program) {
    return new Executor(execution, new Interpreter(program, execution.memory().cells(), frames));
  }

  /**
   * An executor that runs {@code program} as machine code of the JVM. Worth its price (about a
   * millisecond) for programs that run more than a few hundred times.
   *
   * @throws io.bulwark.vm.jit.ProgramTooLarge if it does not fit into a class
   */
  public Executor jit(Program program) {
    return new Executor(
        execution, JitCompiler.compile(program, memory().cells(), execution.helpers()));
  }

  /** Describes a machine. */
  public static final class Builder {
    private final Memory memory;
    private HelperTable helpers = HelperTable.EMPTY;
    private Symbols symbols = Symbols.NONE;
    private long fuel = DEFAULT_FUEL;

    private Builder(Memory memory) {
      this.memory = memory;
    }

    /** The functions that programs may call; default none. */
    public Builder helpers(HelperTable table) {
      helpers = table;
      return this;
    }

    /** Maps, variables and configuration values; default none. */
    public Builder symbols(Symbols values) {
      symbols = values;
      return this;
    }

    /** Instructions of one run, see {@link io.bulwark.vm.run}; at least 0. */
    public Builder fuel(long instructions) {
      fuel = instructions;
      return this;
    }

    /** The machine; its stack is allocated now. */
    public Machine build() {
      return new Machine(this);
    }
  }
}
