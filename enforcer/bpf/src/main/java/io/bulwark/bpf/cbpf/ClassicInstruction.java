package io.bulwark.bpf.cbpf;

/**
 * One classic BPF instruction.
 *
 * <p>Distances count instructions from the next one and are unsigned: filters only go forward.
 * Whether constants are sensible is checked by {@link ClassicCode}; here only what could not be
 * encoded is refused.
 */
public sealed interface ClassicInstruction {
  /**
   * {@code A = data[offset]}, or {@code data[X + offset]}. In a seccomp filter: the word at {@code
   * offset} of the call's description, in the machine's byte order.
   */
  record LoadPacket(ClassicWidth width, boolean indexed, int offset)
      implements ClassicInstruction {}

  /** Loads the length of the data. */
  record LoadLength(ClassicRegister to) implements ClassicInstruction {}

  /** {@code X = 4 * (data[offset] & 15)}, the length of an IPv4 header. */
  record LoadHeaderLength(int offset) implements ClassicInstruction {}

  /** Loads a constant. */
  record LoadConstant(ClassicRegister to, int value) implements ClassicInstruction {}

  /** Loads word {@code slot} of the scratch memory. */
  record LoadMemory(ClassicRegister to, int slot) implements ClassicInstruction {}

  /** Stores into word {@code slot} of the scratch memory. */
  record StoreMemory(ClassicRegister from, int slot) implements ClassicInstruction {}

  /** {@code A = A op operand}. */
  record Alu(ClassicAlu op, ClassicOperand operand) implements ClassicInstruction {}

  /** {@code A = -A}. */
  record Negate() implements ClassicInstruction {}

  /** {@code X = A}. */
  record CopyAToX() implements ClassicInstruction {}

  /** {@code A = X}. */
  record CopyXToA() implements ClassicInstruction {}

  /** Skips {@code distance} instructions, 0 to 2^32 - 1. */
  record Jump(int distance) implements ClassicInstruction {}

  /** Skips {@code whenTrue} or {@code whenFalse} instructions, each 0 to 255. */
  record JumpIf(ClassicCondition test, ClassicOperand operand, int whenTrue, int whenFalse)
      implements ClassicInstruction {
    public JumpIf {
      requireByte(whenTrue);
      requireByte(whenFalse);
    }
  }

  /** Ends the filter with a constant. */
  record Return(int value) implements ClassicInstruction {}

  /** Ends the filter with A. */
  record ReturnA() implements ClassicInstruction {}

  private static void requireByte(int distance) {
    if (distance < 0 || distance > 255) {
      throw new IllegalArgumentException("conditional jump over " + distance + " instructions");
    }
  }
}
