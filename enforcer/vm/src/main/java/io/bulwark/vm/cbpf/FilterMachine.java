package io.bulwark.vm.cbpf;

import io.bulwark.bpf.cbpf.ClassicAlu;
import io.bulwark.bpf.cbpf.ClassicCode;
import io.bulwark.bpf.cbpf.ClassicCondition;
import io.bulwark.bpf.cbpf.ClassicInstruction;
import io.bulwark.bpf.cbpf.ClassicOperand;
import io.bulwark.bpf.cbpf.ClassicRegister;
import io.bulwark.bpf.cbpf.SeccompFilter;

/**
 * Runs one seccomp filter, allocating nothing. The instructions are read as data: filters are short
 * and run once per recorded call.
 *
 * <p>Not for use by several threads: the scratch memory is its own.
 */
public final class FilterMachine {
  private final ClassicInstruction[] code;
  private final int[] memory = new int[ClassicCode.MEMORY_WORDS];
  private int a;
  private int x;

  /** For {@code filter}. */
  public FilterMachine(SeccompFilter filter) {
    code = filter.code().instructions().toArray(ClassicInstruction[]::new);
  }

  /** The filter's 32-bit result on {@code call}. */
  public int run(SeccompCall call) {
    a = 0;
    x = 0;
    int at = 0;
    while (true) {
      switch (code[at++]) {
        case ClassicInstruction.LoadPacket load -> a = call.word(load.offset());
        case ClassicInstruction.LoadLength load -> set(load.to(), SeccompFilter.DATA_SIZE);
        case ClassicInstruction.LoadConstant load -> set(load.to(), load.value());
        case ClassicInstruction.LoadMemory load -> set(load.to(), memory[load.slot()]);
        case ClassicInstruction.StoreMemory store ->
            memory[store.slot()] = store.from() == ClassicRegister.A ? a : x;
        case ClassicInstruction.Alu alu -> {
          int operand = value(alu.operand());
          if (operand == 0 && alu.op() == ClassicAlu.DIV) {
            return 0;
          }
          a = alu(alu.op(), a, operand);
        }
        case ClassicInstruction.Negate _ -> a = -a;
        case ClassicInstruction.CopyAToX _ -> x = a;
        case ClassicInstruction.CopyXToA _ -> a = x;
        case ClassicInstruction.Jump jump -> at += jump.distance();
        case ClassicInstruction.JumpIf jump ->
            at += holds(jump.test(), a, value(jump.operand())) ? jump.whenTrue() : jump.whenFalse();
        case ClassicInstruction.Return end -> {
          return end.value();
        }
        case ClassicInstruction.ReturnA _ -> {
          return a;
        }
        case ClassicInstruction.LoadHeaderLength _ ->
            throw new AssertionError("a checked seccomp filter has no packet loads");
      }
    }
  }

  private void set(ClassicRegister to, int value) {
    if (to == ClassicRegister.A) {
      a = value;
    } else {
      x = value;
    }
  }

  private int value(ClassicOperand operand) {
    return switch (operand) {
      case ClassicOperand.K k -> k.value();
      case ClassicOperand.X _ -> x;
    };
  }

  /** The kernel runs filters as 32-bit arithmetic, whose shifts take the low 5 bits. */
  private static int alu(ClassicAlu op, int left, int right) {
    return switch (op) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> Integer.divideUnsigned(left, right);
      case OR -> left | right;
      case AND -> left & right;
      case LSH -> left << right;
      case RSH -> left >>> right;
      case MOD -> Integer.remainderUnsigned(left, right);
      case XOR -> left ^ right;
    };
  }

  private static boolean holds(ClassicCondition test, int left, int right) {
    return switch (test) {
      case EQ -> left == right;
      case GT -> Integer.compareUnsigned(left, right) > 0;
      case GE -> Integer.compareUnsigned(left, right) >= 0;
      case SET -> (left & right) != 0;
    };
  }
}
