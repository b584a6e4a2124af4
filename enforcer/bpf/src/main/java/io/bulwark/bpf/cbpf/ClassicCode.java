package io.bulwark.bpf.cbpf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable filter that the kernel's check of every classic filter passes: 1 to 4,096
 * instructions, all jumps inside, a return at the end, scratch words written before they are read,
 * no division by a constant 0, no shift by 32 or more.
 */
public final class ClassicCode {
  /** The most instructions of a filter ({@code BPF_MAXINSNS}). */
  public static final int MAX_INSTRUCTIONS = 4096;

  /** How many words of scratch memory there are ({@code BPF_MEMWORDS}). */
  public static final int MEMORY_WORDS = 16;

  private final List<ClassicInstruction> instructions;

  private ClassicCode(List<ClassicInstruction> instructions) {
    this.instructions = instructions;
  }

  /**
   * A filter of these instructions.
   *
   * @throws InvalidFilter at the first instruction that the kernel would refuse
   */
  public static ClassicCode of(List<ClassicInstruction> instructions) {
    List<ClassicInstruction> copy = List.copyOf(instructions);
    ClassicChecker.check(copy);
    return new ClassicCode(copy);
  }

  /**
   * The filter in {@code bytes}, little-endian.
   *
   * @throws InvalidFilter at the first instruction that does not exist or that the kernel would
   *     refuse
   */
  public static ClassicCode decode(byte[] bytes) {
    return of(ClassicDecoder.instructions(bytes));
  }

  /** {@code size() * 8} bytes, little-endian: what seccomp, OCI tools and bubblewrap read. */
  public byte[] encode() {
    return ClassicEncoder.encode(instructions);
  }

  /** All instructions in order. */
  public List<ClassicInstruction> instructions() {
    return instructions;
  }

  /** How many instructions there are, 1 to {@link #MAX_INSTRUCTIONS}. */
  public int size() {
    return instructions.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassicCode code && instructions.equals(code.instructions);
  }

  @Override
  public int hashCode() {
    return instructions.hashCode();
  }

  /** The disassembly. */
  @Override
  public String toString() {
    return ClassicDisassembler.print(this);
  }
}
