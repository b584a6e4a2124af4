package io.bulwark.bpf.cbpf;

import org.jspecify.annotations.Nullable;

/**
 * A filter that the kernel takes for seccomp; nothing else is run or installed.
 *
 * <p>Beyond what {@link ClassicCode} demands: data is read as aligned words of the 64-byte
 * description of the call, and neither packet forms nor {@code mod} occur.
 */
public final class SeccompFilter {
  /** Bytes of the description of a call ({@code struct seccomp_data}). */
  public static final int DATA_SIZE = 64;

  private final ClassicCode code;

  private SeccompFilter(ClassicCode code) {
    this.code = code;
  }

  /**
   * {@code code} as a seccomp filter.
   *
   * @throws InvalidFilter at the first instruction that seccomp refuses
   */
  public static SeccompFilter of(ClassicCode code) {
    for (int at = 0; at < code.size(); at++) {
      String problem = problem(code.instructions().get(at));
      if (problem != null) {
        throw new InvalidFilter(at, problem);
      }
    }
    return new SeccompFilter(code);
  }

  /**
   * The seccomp filter in {@code bytes}.
   *
   * @throws InvalidFilter at the first instruction that is wrong
   */
  public static SeccompFilter decode(byte[] bytes) {
    return of(ClassicCode.decode(bytes));
  }

  private static @Nullable String problem(ClassicInstruction instruction) {
    return switch (instruction) {
      case ClassicInstruction.LoadPacket(ClassicWidth width, boolean indexed, int offset) ->
          load(width, indexed, offset);
      case ClassicInstruction.LoadHeaderLength _ ->
          "header lengths are for packets, not for seccomp";
      case ClassicInstruction.Alu(ClassicAlu op, _) ->
          op == ClassicAlu.MOD ? "`mod` is not for seccomp" : null;
      case ClassicInstruction.LoadLength _,
          ClassicInstruction.LoadConstant _,
          ClassicInstruction.LoadMemory _,
          ClassicInstruction.StoreMemory _,
          ClassicInstruction.Negate _,
          ClassicInstruction.CopyAToX _,
          ClassicInstruction.CopyXToA _,
          ClassicInstruction.Jump _,
          ClassicInstruction.JumpIf _,
          ClassicInstruction.Return _,
          ClassicInstruction.ReturnA _ ->
          null;
    };
  }

  private static @Nullable String load(ClassicWidth width, boolean indexed, int offset) {
    if (width != ClassicWidth.W || indexed) {
      return "seccomp loads words at constant offsets only";
    }
    boolean inside = Integer.compareUnsigned(offset, DATA_SIZE) < 0;
    return inside && (offset & 3) == 0
        ? null
        : "no word at offset %s of the 64-byte description"
            .formatted(Integer.toUnsignedString(offset));
  }

  /** The code. */
  public ClassicCode code() {
    return code;
  }

  /** How many instructions there are. */
  public int size() {
    return code.size();
  }

  /**
   * How many instructions it counts for where the kernel adds up all filters of a task: the length
   * of the kernel's translation.
   */
  public int kernelLength() {
    return KernelLength.of(code);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SeccompFilter filter && code.equals(filter.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  /** The disassembly, with the fields of the call and the actions by name. */
  @Override
  public String toString() {
    return ClassicDisassembler.printSeccomp(this);
  }
}
