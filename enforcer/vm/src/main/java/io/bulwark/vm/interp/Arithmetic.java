package io.bulwark.vm.interp;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.EndianOp;

/** Values in, value out: what arithmetic and tests mean. */
final class Arithmetic {
  private static final long LOW = 0xffff_ffffL;

  private Arithmetic() {}

  /** {@code a op b} on 64 bits. */
  static long wide(AluOp op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? 0 : Long.divideUnsigned(a, b);
      case SDIV -> b == 0 ? 0 : a / b;
      case OR -> a | b;
      case AND -> a & b;
      case LSH -> a << b;
      case RSH -> a >>> b;
      case MOD -> b == 0 ? a : Long.remainderUnsigned(a, b);
      case SMOD -> b == 0 ? a : a % b;
      case XOR -> a ^ b;
      case MOV -> b;
      case ARSH -> a >> b;
    };
  }

  /** {@code a op b} on the low 32 bits; the upper half of the result is 0. */
  static long narrow(AluOp op, long left, long right) {
    int a = (int) left;
    int b = (int) right;
    int result =
        switch (op) {
          case ADD -> a + b;
          case SUB -> a - b;
          case MUL -> a * b;
          case DIV -> b == 0 ? 0 : Integer.divideUnsigned(a, b);
          case SDIV -> b == 0 ? 0 : a / b;
          case OR -> a | b;
          case AND -> a & b;
          case LSH -> a << b;
          case RSH -> a >>> b;
          case MOD -> b == 0 ? a : Integer.remainderUnsigned(a, b);
          case SMOD -> b == 0 ? a : a % b;
          case XOR -> a ^ b;
          case MOV -> b;
          case ARSH -> a >> b;
        };
    return result & LOW;
  }

  /** The low {@code bits} with their sign; without {@code wide} the upper half is 0. */
  static long signExtended(boolean wide, int bits, long value) {
    long extended = value << 64 - bits >> 64 - bits;
    return wide ? extended : extended & LOW;
  }

  static long endian(EndianOp op, int bits, long value) {
    long swapped = op == EndianOp.LE ? value << 64 - bits : Long.reverseBytes(value);
    return swapped >>> 64 - bits;
  }

  /** Whether {@code a condition b} on 64 bits. */
  static boolean holds(Condition condition, long a, long b) {
    return switch (condition) {
      case EQ -> a == b;
      case NE -> a != b;
      case SET -> (a & b) != 0;
      case GT -> Long.compareUnsigned(a, b) > 0;
      case GE -> Long.compareUnsigned(a, b) >= 0;
      case LT -> Long.compareUnsigned(a, b) < 0;
      case LE -> Long.compareUnsigned(a, b) <= 0;
      case SGT -> a > b;
      case SGE -> a >= b;
      case SLT -> a < b;
      case SLE -> a <= b;
    };
  }

  /** The same on the low 32 bits: signed tests see the low half's sign. */
  static boolean holdsNarrow(Condition condition, long a, long b) {
    return holds(condition, (int) a, (int) b);
  }
}
