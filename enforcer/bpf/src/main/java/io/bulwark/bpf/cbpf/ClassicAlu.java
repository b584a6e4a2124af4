package io.bulwark.bpf.cbpf;

/** A binary operation {@code A = A op operand} on 32 bits. */
public enum ClassicAlu {
  /** Addition, wrapping. */
  ADD(0x00, "add"),
  /** Subtraction, wrapping. */
  SUB(0x10, "sub"),
  /** Multiplication, wrapping. */
  MUL(0x20, "mul"),
  /** Unsigned division; dividing by an X of 0 ends the filter with 0. */
  DIV(0x30, "div"),
  /** Bitwise or. */
  OR(0x40, "or"),
  /** Bitwise and. */
  AND(0x50, "and"),
  /** Shift left by the low 5 bits of the operand. */
  LSH(0x60, "lsh"),
  /** Shift right by the low 5 bits of the operand, zeros come in. */
  RSH(0x70, "rsh"),
  /** Unsigned remainder; not in seccomp filters. */
  MOD(0x90, "mod"),
  /** Bitwise exclusive or. */
  XOR(0xa0, "xor");

  private final int code;
  private final String mnemonic;

  ClassicAlu(int code, String mnemonic) {
    this.code = code;
    this.mnemonic = mnemonic;
  }

  int code() {
    return code;
  }

  /** As assemblers write it: {@code add}. */
  public String mnemonic() {
    return mnemonic;
  }
}
