package io.bulwark.vm.cbpf;

import java.util.Locale;
import java.util.Objects;

/**
 * A system call as seccomp filters see it: {@code struct seccomp_data} of a little-endian machine,
 * 16 words, the low half of every 64-bit field first.
 *
 * <p>Meant to be filled again for every call; not for use by several threads.
 */
public final class SeccompCall {
  /** {@code AUDIT_ARCH_X86_64}. */
  public static final int ARCH_X86_64 = 0xc000003e;

  /** {@code AUDIT_ARCH_I386}. */
  public static final int ARCH_I386 = 0x40000003;

  /** {@code AUDIT_ARCH_AARCH64}. */
  public static final int ARCH_AARCH64 = 0xc00000b7;

  /** Set in {@code nr} by programs of the x32 ABI, whose arch is x86-64. */
  public static final int X32_BIT = 0x40000000;

  /** How many arguments a call has. */
  public static final int ARGUMENTS = 6;

  private static final int NR = 0;
  private static final int ARCH = 1;
  private static final int INSTRUCTION_POINTER = 2;
  private static final int FIRST_ARGUMENT = 4;

  private final int[] words = new int[FIRST_ARGUMENT + 2 * ARGUMENTS];

  /** Call 0 of arch 0 with arguments 0. */
  public SeccompCall() {}

  /** Call {@code nr} of {@code arch} with these arguments, the others 0. */
  public static SeccompCall of(int nr, int arch, long... arguments) {
    SeccompCall call = new SeccompCall().nr(nr).arch(arch);
    for (int index = 0; index < arguments.length; index++) {
      call.argument(index, arguments[index]);
    }
    return call;
  }

  /** Sets the number. */
  public SeccompCall nr(int nr) {
    words[NR] = nr;
    return this;
  }

  /** Sets the architecture, an {@code AUDIT_ARCH_} number. */
  public SeccompCall arch(int arch) {
    words[ARCH] = arch;
    return this;
  }

  /** Sets where the call was made. */
  public SeccompCall instructionPointer(long address) {
    return halves(INSTRUCTION_POINTER, address);
  }

  /**
   * Sets argument {@code index}.
   *
   * @throws IndexOutOfBoundsException unless {@code index} is 0 to 5
   */
  public SeccompCall argument(int index, long value) {
    Objects.checkIndex(index, ARGUMENTS);
    return halves(FIRST_ARGUMENT + 2 * index, value);
  }

  private SeccompCall halves(int at, long value) {
    words[at] = (int) value;
    words[at + 1] = (int) (value >>> 32);
    return this;
  }

  /** The word at byte {@code offset}, a multiple of 4 below 64. */
  int word(int offset) {
    return words[offset >> 2];
  }

  private long wide(int at) {
    return words[at] & 0xffffffffL | (long) words[at + 1] << 32;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "nr %d arch 0x%08x (", words[NR], words[ARCH]));
    for (int index = 0; index < ARGUMENTS; index++) {
      text.append(index == 0 ? "0x" : ", 0x")
          .append(Long.toHexString(wide(FIRST_ARGUMENT + 2 * index)));
    }
    return text.append(')').toString();
  }
}
