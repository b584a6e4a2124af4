package io.bulwark.bpf.cbpf;

/**
 * How long the kernel's own translation of a filter is: what counts against the limit of a task.
 *
 * <p>Measured on Linux 6.18 by installing filters until it refused: a start of 3, a test whose
 * sides both jump takes 2, one more where the constant is negative as a signed number, division by
 * X 5, a return of a constant 2, everything else 1.
 */
final class KernelLength {
  private KernelLength() {}

  static int of(ClassicCode code) {
    int length = 3;
    for (ClassicInstruction instruction : code.instructions()) {
      length += of(instruction);
    }
    return length;
  }

  private static int of(ClassicInstruction instruction) {
    return switch (instruction) {
      case ClassicInstruction.Return _ -> 2;
      case ClassicInstruction.Alu(ClassicAlu op, ClassicOperand.X()) ->
          op == ClassicAlu.DIV || op == ClassicAlu.MOD ? 5 : 1;
      case ClassicInstruction.JumpIf jump -> branch(jump);
      case ClassicInstruction.Alu _,
          ClassicInstruction.LoadPacket _,
          ClassicInstruction.LoadLength _,
          ClassicInstruction.LoadHeaderLength _,
          ClassicInstruction.LoadConstant _,
          ClassicInstruction.LoadMemory _,
          ClassicInstruction.StoreMemory _,
          ClassicInstruction.Negate _,
          ClassicInstruction.CopyAToX _,
          ClassicInstruction.CopyXToA _,
          ClassicInstruction.Jump _,
          ClassicInstruction.ReturnA _ ->
          1;
    };
  }

  private static int branch(ClassicInstruction.JumpIf jump) {
    boolean single =
        jump.whenFalse() == 0 || (jump.whenTrue() == 0 && jump.test() != ClassicCondition.SET);
    boolean negative = jump.operand() instanceof ClassicOperand.K(int value) && value < 0;
    return (single ? 1 : 2) + (negative ? 1 : 0);
  }
}
