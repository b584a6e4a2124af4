package io.bulwark.vm.program;

import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.fault.Place;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Linked code: no references left, the frame pointer is never written, every {@code ld_imm64} is a
 * number or the address of one of its functions, nothing is of the legacy packet group.
 *
 * <p>Execution begins at instruction 0. Jumps may lead anywhere within the code.
 */
public final class Program {
  /**
   * The value of a function's address: this bit and the index of its first instruction. It is no
   * address of memory.
   */
  public static final long FUNCTION = 1L << 62;

  private final Code code;
  private final TreeMap<Integer, Subprogram> subprograms = new TreeMap<>();
  private final TreeMap<Integer, String> names;

  /** Checks the shape; {@code names} has the functions' names by their first instruction. */
  Program(Code code, Map<Integer, String> names) {
    this.code = code;
    this.names = new TreeMap<>(names);
    for (int index = 0; index < code.size(); index++) {
      checkShape(index);
    }
    for (int entry : entries()) {
      String name = this.names.getOrDefault(entry, "f" + entry);
      subprograms.put(entry, new Subprogram(name, entry, Reach.from(code, entry).length() - 1));
    }
  }

  private List<Integer> entries() {
    BitSet entries = new BitSet();
    entries.set(0);
    for (int index = 0; index < code.size(); index++) {
      if (isCallOrAddress(code.instruction(index))) {
        entries.set(code.target(index));
      }
    }
    return entries.stream().boxed().toList();
  }

  private static boolean isCallOrAddress(Instruction instruction) {
    return instruction instanceof Instruction.CallLocal
        || (instruction instanceof Instruction.LoadImm64 load
            && load.value() instanceof Constant.FunctionAddress);
  }

  private void checkShape(int index) {
    Reference reference = code.metadata(index).reference();
    if (reference != null) {
      throw new LinkException(place(index), "symbol `" + reference.name() + "` is not resolved");
    }
    Instruction instruction = code.instruction(index);
    switch (instruction) {
      case Instruction.LoadPacket _ ->
          throw new LinkException(place(index), "legacy packet loads are not supported");
      case Instruction.LoadImm64 load -> {
        if (!(load.value() instanceof Constant.Number
            || load.value() instanceof Constant.FunctionAddress)) {
          throw new LinkException(place(index), "no machine knows " + load.value());
        }
      }
      case Instruction.Alu _,
          Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.Atomic _,
          Instruction.Jump _,
          Instruction.JumpIf _,
          Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.Exit _ -> {}
    }
    if (writes(instruction) == Register.R10) {
      throw new LinkException(place(index), "the frame pointer is read-only");
    }
  }

  /** The general register an instruction writes, r0 for the rest. */
  private static Register writes(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Alu alu -> alu.dst();
      case Instruction.MoveSignExtended move -> move.dst();
      case Instruction.Negate negate -> negate.dst();
      case Instruction.Endian endian -> endian.dst();
      case Instruction.LoadImm64 load -> load.dst();
      case Instruction.Load load -> load.dst();
      case Instruction.Atomic atomic ->
          atomic.op().fetches() && atomic.op() != AtomicOp.CMPXCHG ? atomic.src() : Register.R0;
      case Instruction.Store _,
          Instruction.Jump _,
          Instruction.JumpIf _,
          Instruction.CallHelper _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.LoadPacket _,
          Instruction.Exit _ ->
          Register.R0;
    };
  }

  /** A program of one piece of code that names no symbols. */
  public static Program of(Code code) {
    return Linker.link("main", code, Map.of(), Symbols.NONE);
  }

  /** All functions' instructions. */
  public Code code() {
    return code;
  }

  /** All functions by their first instruction; the first one is the program's entry. */
  public SortedMap<Integer, Subprogram> subprograms() {
    return Collections.unmodifiableSortedMap(subprograms);
  }

  /** The function that begins at instruction {@code entry}. */
  public Subprogram subprogram(int entry) {
    Subprogram subprogram = subprograms.get(entry);
    if (subprogram == null) {
      throw new IllegalArgumentException("no function begins at instruction " + entry);
    }
    return subprogram;
  }

  /** Index of the first instruction of the function with this address; -1 if it is none. */
  public int entryOf(long functionAddress) {
    long index = functionAddress & ~FUNCTION;
    return (functionAddress & FUNCTION) != 0
            && index < code.size()
            && index >= 0
            && subprograms.containsKey((int) index)
        ? (int) index
        : -1;
  }

  /** Where instruction {@code index} comes from. */
  public Place place(int index) {
    Map.Entry<Integer, String> function = names.floorEntry(index);
    return new Place(function == null ? "main" : function.getValue(), index, code.source(index));
  }
}
