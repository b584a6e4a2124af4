package io.bulwark.vm.verify.domain;

import io.bulwark.bpf.isa.AluOp;

/**
 * Arithmetic on what is known, never more precise than the kernels it is compared with (Linux 6.1
 * and 6.18): see the package.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /** All results of {@code left op right}, on 64 bits, or on 32 with the upper half cleared. */
  public static Scalar apply(AluOp op, boolean wide, Scalar left, Scalar right) {
    return wide ? wide(op, left, right) : narrow(op, left, right);
  }

  private static Scalar wide(AluOp op, Scalar left, Scalar right) {
    Tnum l = left.bits();
    Tnum r = right.bits();
    return switch (op) {
      case MOV -> right;
      case ADD -> made(l.add(r), left.full().add(right.full()), left.low().add(right.low()));
      case SUB ->
          made(l.subtract(r), left.full().subtract(right.full()), left.low().subtract(right.low()));
      case AND -> bits(l.and(r), left, right, true);
      case OR -> right.isConstant() ? bits(l.or(r), left, right, false) : Scalar.UNKNOWN;
      case XOR -> right.isConstant() ? xor(l.xor(r), left) : Scalar.UNKNOWN;
      case MUL ->
          right.isConstant()
              ? made(
                  l.multiply(r),
                  left.full().multiply(right.full()),
                  left.low().multiply(right.low()))
              : Scalar.UNKNOWN;
      case LSH, RSH, ARSH -> shift(op, left, right);
      case DIV, SDIV, MOD, SMOD -> Scalar.UNKNOWN;
    };
  }

  private static Scalar shift(AluOp op, Scalar left, Scalar right) {
    if (!right.isConstant() || right.constant() < 0 || right.constant() > 63) {
      return Scalar.UNKNOWN;
    }
    int count = (int) right.constant();
    Interval low = Interval.all(32);
    return switch (op) {
      case LSH -> made(left.bits().shiftLeft(count), left.full().shiftLeft(count), low);
      case RSH -> made(left.bits().shiftRight(count), left.full().shiftRight(count), low);
      default ->
          made(left.bits().shiftRightSigned(count), left.full().shiftRightSigned(count), low);
    };
  }

  private static Scalar bits(Tnum known, Scalar left, Scalar right, boolean and) {
    Tnum low = known.cut(32);
    return and
        ? made(known, left.full().and(right.full(), known), left.low().and(right.low(), low))
        : made(known, left.full().or(right.full(), known), left.low().or(right.low(), low));
  }

  private static Scalar xor(Tnum known, Scalar left) {
    return made(known, left.full().xor(known), left.low().xor(known.cut(32)));
  }

  /** Where nothing is known of the result, not even its cleared upper half is: as in kernels. */
  private static Scalar narrow(AluOp op, Scalar left, Scalar right) {
    Tnum l = left.bits().cut(32);
    Tnum r = right.bits().cut(32);
    Interval a = left.low();
    Interval b = right.low();
    boolean constant = right.isLowConstant();
    return switch (op) {
      case MOV -> right.zeroExtended();
      case ADD -> low(l.add(r), a.add(b));
      case SUB -> low(l.subtract(r), a.subtract(b));
      case AND -> low(l.and(r), a.and(b, l.and(r)));
      case OR -> constant ? low(l.or(r), a.or(b, l.or(r))) : Scalar.UNKNOWN;
      case XOR -> constant ? low(l.xor(r), a.xor(l.xor(r))) : Scalar.UNKNOWN;
      case MUL -> constant ? low(l.multiply(r), a.multiply(b)) : Scalar.UNKNOWN;
      case LSH, RSH, ARSH -> narrowShift(op, l, r, a);
      case DIV, SDIV, MOD, SMOD -> Scalar.UNKNOWN;
    };
  }

  private static Scalar narrowShift(AluOp op, Tnum left, Tnum right, Interval bounds) {
    if (!right.isConstant() || right.value() > 31) {
      return Scalar.UNKNOWN;
    }
    int count = (int) right.value();
    return switch (op) {
      case LSH -> low(left.shiftLeft(count), bounds.shiftLeft(count));
      case RSH -> low(left.shiftRight(count), bounds.shiftRight(count));
      default -> low(left.signExtend(32).shiftRightSigned(count), bounds.shiftRightSigned(count));
    };
  }

  private static Scalar low(Tnum known, Interval low) {
    Scalar made = Scalar.of(Tnum.UNKNOWN.withLow(known), Interval.all(64), low);
    return made == null ? Scalar.ofWidth(32) : made.zeroExtended();
  }

  private static Scalar made(Tnum known, Interval full, Interval low) {
    Scalar made = Scalar.of(known, full, low);
    return made == null ? Scalar.UNKNOWN : made;
  }
}
