package io.bulwark.bpf.isa;

/**
 * One of the eleven 64-bit registers.
 *
 * <p>r0 holds results, r1 to r5 arguments (lost at a call), r6 to r9 survive calls, r10 is the
 * read-only frame pointer (RFC 9669, section 2.1).
 */
public enum Register {
  R0,
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10;

  private static final Register[] ALL = values();

  /** The frame pointer. */
  public static final Register FP = R10;

  /** The register with this number, or an {@link InvalidBytecode} for 11 to 15. */
  static Register of(int number, int slot) {
    if (number >= ALL.length) {
      throw new InvalidBytecode(slot, "register r" + number + " does not exist");
    }
    return ALL[number];
  }

  /** 0 to 10. */
  public int number() {
    return ordinal();
  }

  /** As the assembler writes it: {@code r0}. */
  @Override
  public String toString() {
    return "r" + ordinal();
  }
}
