package io.bulwark.vm.verify.domain;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Condition;

/** What an instruction does to numbers (RFC 9669, section 4): the truth to compare with. */
final class Concrete {
  private Concrete() {}

  static long apply(AluOp op, boolean wide, long left, long right) {
    return wide ? wide(op, left, right) : narrow(op, (int) left, (int) right) & 0xffffffffL;
  }

  private static long wide(AluOp op, long l, long r) {
    return switch (op) {
      case MOV -> r;
      case ADD -> l + r;
      case SUB -> l - r;
      case MUL -> l * r;
      case OR -> l | r;
      case AND -> l & r;
      case XOR -> l ^ r;
      case LSH -> l << r;
      case RSH -> l >>> r;
      case ARSH -> l >> r;
      case DIV -> r == 0 ? 0 : Long.divideUnsigned(l, r);
      case MOD -> r == 0 ? l : Long.remainderUnsigned(l, r);
      case SDIV -> r == 0 ? 0 : l / r;
      case SMOD -> r == 0 ? l : l % r;
    };
  }

  private static int narrow(AluOp op, int l, int r) {
    return switch (op) {
      case MOV -> r;
      case ADD -> l + r;
      case SUB -> l - r;
      case MUL -> l * r;
      case OR -> l | r;
      case AND -> l & r;
      case XOR -> l ^ r;
      case LSH -> l << r;
      case RSH -> l >>> r;
      case ARSH -> l >> r;
      case DIV -> r == 0 ? 0 : Integer.divideUnsigned(l, r);
      case MOD -> r == 0 ? l : Integer.remainderUnsigned(l, r);
      case SDIV -> r == 0 ? 0 : l / r;
      case SMOD -> r == 0 ? l : l % r;
    };
  }

  static boolean holds(Condition test, boolean wide, long left, long right) {
    long l = wide ? left : (int) left;
    long r = wide ? right : (int) right;
    return switch (test) {
      case EQ -> l == r;
      case NE -> l != r;
      case SET -> (l & r) != 0;
      case GT -> Long.compareUnsigned(l, r) > 0;
      case GE -> Long.compareUnsigned(l, r) >= 0;
      case LT -> Long.compareUnsigned(l, r) < 0;
      case LE -> Long.compareUnsigned(l, r) <= 0;
      case SGT -> l > r;
      case SGE -> l >= r;
      case SLT -> l < r;
      case SLE -> l <= r;
    };
  }
}
