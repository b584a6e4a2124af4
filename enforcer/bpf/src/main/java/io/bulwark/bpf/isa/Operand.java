package io.bulwark.bpf.isa;

/** The second operand of arithmetic, stores and conditional jumps. */
public sealed interface Operand {
  /** A register. */
  record Reg(Register register) implements Operand {
    @Override
    public String toString() {
      return register.toString();
    }
  }

  /** 32 bits, sign-extended wherever an instruction works on 64. */
  record Imm(int value) implements Operand {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** {@code register} as an operand. */
  static Operand of(Register register) {
    return new Reg(register);
  }

  /** {@code value} as an operand. */
  static Operand of(int value) {
    return new Imm(value);
  }
}
