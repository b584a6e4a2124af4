package io.bulwark.bpf.cbpf;

/** The second operand of arithmetic and tests. */
public sealed interface ClassicOperand {
  /** A constant of 32 bits. */
  record K(int value) implements ClassicOperand {}

  /** The index register. */
  record X() implements ClassicOperand {}

  /** {@code value} as an operand. */
  static ClassicOperand of(int value) {
    return new K(value);
  }

  /** The index register as an operand. */
  static ClassicOperand x() {
    return new X();
  }
}
