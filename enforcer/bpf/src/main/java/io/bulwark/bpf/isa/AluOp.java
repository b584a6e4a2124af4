package io.bulwark.bpf.isa;

/** A binary arithmetic operation: {@code dst = dst op src} (RFC 9669, section 4.1). */
public enum AluOp {
  /** Addition, wrapping. */
  ADD(0x00, 0, "+="),
  /** Subtraction, wrapping. */
  SUB(0x10, 0, "-="),
  /** Multiplication, wrapping. */
  MUL(0x20, 0, "*="),
  /** Unsigned division; 0 when the divisor is 0. */
  DIV(0x30, 0, "/="),
  /** Signed division; 0 when the divisor is 0, and the smallest number divided by -1 is itself. */
  SDIV(0x30, 1, "s/="),
  /** Bitwise or. */
  OR(0x40, 0, "|="),
  /** Bitwise and. */
  AND(0x50, 0, "&="),
  /** Shift left by the low 5 or 6 bits of the operand. */
  LSH(0x60, 0, "<<="),
  /** Shift right, zeros come in. */
  RSH(0x70, 0, ">>="),
  /** Unsigned remainder; the dividend when the divisor is 0. */
  MOD(0x90, 0, "%="),
  /** Signed remainder with the dividend's sign; the dividend when the divisor is 0. */
  SMOD(0x90, 1, "s%="),
  /** Bitwise exclusive or. */
  XOR(0xa0, 0, "^="),
  /** Copy; the 32-bit form clears the upper half. */
  MOV(0xb0, 0, "="),
  /** Shift right, the sign comes in. */
  ARSH(0xc0, 0, "s>>=");

  private final int code;
  private final int offset;
  private final String symbol;

  AluOp(int code, int offset, String symbol) {
    this.code = code;
    this.offset = offset;
    this.symbol = symbol;
  }

  int code() {
    return code;
  }

  /** The value of the offset field, which tells signed division from unsigned. */
  int offset() {
    return offset;
  }

  /** The operator as the kernel prints it: {@code +=}. */
  public String symbol() {
    return symbol;
  }
}
