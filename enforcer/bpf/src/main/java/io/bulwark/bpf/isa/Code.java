package io.bulwark.bpf.isa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of instructions that hangs together: every jump and local call lands on the
 * first slot of an instruction, and control cannot run off the end.
 *
 * <p>Instructions are counted by <em>index</em>; the encoding counts <em>slots</em>, of which
 * {@code ld_imm64} takes two. Calls and addresses with a {@link Reference} point out of this code
 * and are not checked.
 */
public final class Code {
  private final List<Statement> statements;

  /** Slot of the instruction with each index, and one more entry: the number of slots. */
  private final int[] slotOf;

  /** Index of the instruction at each slot; -1 for the second slot of a {@code ld_imm64}. */
  private final int[] indexOf;

  private Code(List<Statement> statements, int[] slotOf, int[] indexOf) {
    this.statements = statements;
    this.slotOf = slotOf;
    this.indexOf = indexOf;
  }

  /**
   * Code of these statements.
   *
   * @throws InvalidBytecode if it is empty, a target is not the start of an instruction of this
   *     code, or the last instruction goes on to a next one
   */
  public static Code of(List<Statement> statements) {
    List<Statement> copy = List.copyOf(statements);
    int[] slotOf = slots(copy);
    int[] indexOf = new int[slotOf[copy.size()]];
    Arrays.fill(indexOf, -1);
    for (int index = 0; index < copy.size(); index++) {
      indexOf[slotOf[index]] = index;
    }
    Code code = new Code(copy, slotOf, indexOf);
    code.check();
    return code;
  }

  /** Code of instructions without metadata; the same errors as {@link #of}. */
  public static Code ofInstructions(List<Instruction> instructions) {
    return of(instructions.stream().map(Statement::of).toList());
  }

  private static int[] slots(List<Statement> statements) {
    int[] slots = new int[statements.size() + 1];
    for (int index = 0; index < statements.size(); index++) {
      slots[index + 1] = slots[index] + statements.get(index).instruction().slots();
    }
    return slots;
  }

  private void check() {
    if (statements.isEmpty()) {
      throw new InvalidBytecode(0, "there is no instruction");
    }
    for (int index = 0; index < statements.size(); index++) {
      if (jumpsWithin(index) && target(index) < 0) {
        throw new InvalidBytecode(
            slotOf[index], "target is not the start of an instruction of this code");
      }
    }
    if (!instruction(size() - 1).endsBlock()) {
      throw new InvalidBytecode(
          slotOf[size() - 1], "the last instruction is neither exit nor an unconditional jump");
    }
  }

  private boolean jumpsWithin(int index) {
    return offset(index) != null;
  }

  /** The encoded distance of what lands within this code; null for everything else. */
  private @Nullable Integer offset(int index) {
    Statement statement = statements.get(index);
    boolean external = statement.metadata().reference() != null;
    return switch (statement.instruction()) {
      case Instruction.Jump jump -> jump.offset();
      case Instruction.JumpIf jump -> jump.offset();
      case Instruction.CallLocal call -> external ? null : (Integer) call.offset();
      case Instruction.LoadImm64 load ->
          !external && load.value() instanceof Constant.FunctionAddress(int offset)
              ? (Integer) offset
              : null;
      case Instruction.Alu _,
          Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.Load _,
          Instruction.Store _,
          Instruction.Atomic _,
          Instruction.CallHelper _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.LoadPacket _,
          Instruction.Exit _ ->
          null;
    };
  }

  /** All statements in order. */
  public List<Statement> statements() {
    return statements;
  }

  /** How many instructions there are. */
  public int size() {
    return statements.size();
  }

  /** How many slots of 8 bytes the encoding has. */
  public int slotCount() {
    return slotOf[size()];
  }

  /** The instruction with index {@code index}. */
  public Instruction instruction(int index) {
    return statements.get(index).instruction();
  }

  /** What is known about the instruction with index {@code index}. */
  public Metadata metadata(int index) {
    return statements.get(index).metadata();
  }

  /** The slot where the instruction with index {@code index} starts; {@code size()} is allowed. */
  public int slotOf(int index) {
    return slotOf[index];
  }

  /** The index of the instruction that starts at {@code slot}; -1 if none does. */
  public int indexOf(int slot) {
    return slot < 0 || slot >= indexOf.length ? -1 : indexOf[slot];
  }

  /**
   * Where the jump, local call or function address with index {@code index} leads: an index, or -1
   * if it leads out of this code or is nothing of the kind.
   */
  public int target(int index) {
    Integer offset = offset(index);
    if (offset == null) {
      return -1;
    }
    long slot = (long) slotOf[index + 1] + offset;
    return slot == (int) slot ? indexOf((int) slot) : -1;
  }

  /** The policy line of the instruction with index {@code index}: its own, or the last before. */
  public @Nullable SourceLine source(int index) {
    for (int at = index; at >= 0; at--) {
      SourceLine line = metadata(at).source();
      if (line != null) {
        return line;
      }
    }
    return null;
  }

  /** The same instructions without metadata. */
  public Code bare() {
    List<Statement> bare = new ArrayList<>(size());
    statements.forEach(statement -> bare.add(Statement.of(statement.instruction())));
    return of(bare);
  }

  /** The encoding: {@code slotCount() * 8} bytes, little-endian. */
  public byte[] encode() {
    return Encoder.encode(statements);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Code code && statements.equals(code.statements);
  }

  @Override
  public int hashCode() {
    return statements.hashCode();
  }

  /** The disassembly. */
  @Override
  public String toString() {
    return Disassembler.print(this);
  }
}
