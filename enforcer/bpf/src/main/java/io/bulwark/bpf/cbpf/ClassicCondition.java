package io.bulwark.bpf.cbpf;

/** The test of a conditional jump: A against the operand, unsigned. */
public enum ClassicCondition {
  /** Equal. */
  EQ(0x10, "jeq"),
  /** Greater. */
  GT(0x20, "jgt"),
  /** Greater or equal. */
  GE(0x30, "jge"),
  /** Some bit of the operand is set in A. */
  SET(0x40, "jset");

  private final int code;
  private final String mnemonic;

  ClassicCondition(int code, String mnemonic) {
    this.code = code;
    this.mnemonic = mnemonic;
  }

  int code() {
    return code;
  }

  /** As assemblers write it: {@code jeq}. */
  public String mnemonic() {
    return mnemonic;
  }
}
