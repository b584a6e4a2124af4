package io.bulwark.vm.verify.domain;

import io.bulwark.bpf.isa.Condition;
import org.jspecify.annotations.Nullable;

/** Tests of a number against a constant: what is decided, and what each outcome tells. */
public final class Comparison {
  private Comparison() {}

  /** Whether a test holds. */
  public enum Outcome {
    /** For every member. */
    ALWAYS,
    /** For no member. */
    NEVER,
    /** It is not known, or for some members only. */
    EITHER;

    private static Outcome of(boolean always, boolean never) {
      return always ? ALWAYS : never ? NEVER : EITHER;
    }
  }

  /** Whether {@code left test right} holds. */
  public static Outcome decide(Condition test, boolean wide, Scalar left, long right) {
    long constant = wide ? right : right & 0xffffffffL;
    Tnum bits = wide ? left.bits() : left.bits().cut(32);
    Interval bounds = wide ? left.full() : left.low();
    return switch (test) {
      case EQ -> bits.isConstant() ? Outcome.of(bits.value() == constant, true) : Outcome.EITHER;
      case NE -> bits.isConstant() ? Outcome.of(bits.value() != constant, true) : Outcome.EITHER;
      case SET -> decideSet(bits, constant);
      case GT, GE, LT, LE -> unsigned(test, bounds, constant);
      case SGT, SGE, SLT, SLE -> signed(test, bounds, wide ? right : (int) right);
    };
  }

  private static Outcome decideSet(Tnum bits, long constant) {
    return Outcome.of((bits.value() & constant) != 0, (bits.umax() & constant) == 0);
  }

  private static Outcome unsigned(Condition test, Interval bounds, long constant) {
    int least = Long.compareUnsigned(bounds.umin(), constant);
    int most = Long.compareUnsigned(bounds.umax(), constant);
    return ordered(test, least, most);
  }

  private static Outcome signed(Condition test, Interval bounds, long constant) {
    int least = Long.compare(bounds.smin(), constant);
    int most = Long.compare(bounds.smax(), constant);
    return ordered(test, least, most);
  }

  /** Decides an order from how the smallest and the largest member compare with the constant. */
  private static Outcome ordered(Condition test, int least, int most) {
    return switch (test) {
      case GT, SGT -> Outcome.of(least > 0, most <= 0);
      case GE, SGE -> Outcome.of(least >= 0, most < 0);
      case LT, SLT -> Outcome.of(most < 0, least >= 0);
      case LE, SLE -> Outcome.of(most <= 0, least > 0);
      case EQ, NE, SET -> Outcome.EITHER;
    };
  }

  /**
   * {@code left} where {@code left test right} turned out to be {@code holds}. Where that cannot
   * be, nothing is known: a branch is dead only if {@link #decide} says so, and kernels that follow
   * such a branch differ in what they think there.
   */
  public static Scalar refine(
      Condition test, boolean wide, Scalar left, long right, boolean holds) {
    Condition known = holds ? test : opposite(test);
    Scalar refined = wide ? refineWide(known, left, right) : refineNarrow(known, left, right);
    return refined == null ? Scalar.UNKNOWN : refined;
  }

  /** The test that holds where {@code test} does not; null for the unset-bit test. */
  private static @Nullable Condition opposite(Condition test) {
    return switch (test) {
      case EQ -> Condition.NE;
      case NE -> Condition.EQ;
      case GT -> Condition.LE;
      case GE -> Condition.LT;
      case LT -> Condition.GE;
      case LE -> Condition.GT;
      case SGT -> Condition.SLE;
      case SGE -> Condition.SLT;
      case SLT -> Condition.SGE;
      case SLE -> Condition.SGT;
      case SET -> null;
    };
  }

  private static @Nullable Scalar refineWide(@Nullable Condition test, Scalar left, long right) {
    Tnum bits = bits(test, left.bits(), right);
    Interval full = bounds(test, left.full(), right, right);
    return bits == null || full == null ? null : Scalar.of(bits, full, left.low());
  }

  private static @Nullable Scalar refineNarrow(@Nullable Condition test, Scalar left, long right) {
    long constant = right & 0xffffffffL;
    Tnum bits = bits(test, left.bits().cut(32), constant);
    Interval low = bounds(test, left.low(), constant, (int) right);
    return bits == null || low == null
        ? null
        : Scalar.of(left.bits().withLow(bits), left.full(), low);
  }

  private static @Nullable Tnum bits(@Nullable Condition test, Tnum bits, long constant) {
    if (test == null) {
      return bits.and(Tnum.of(~constant));
    }
    return switch (test) {
      case EQ -> bits.contains(constant) ? Tnum.of(constant) : null;
      case SET -> Long.bitCount(constant) == 1 ? bits.or(Tnum.of(constant)) : bits;
      case NE, GT, GE, LT, LE, SGT, SGE, SLT, SLE -> bits;
    };
  }

  /** The bounds after the test; null if nothing is left of them. */
  private static @Nullable Interval bounds(
      @Nullable Condition test, Interval in, long unsigned, long signed) {
    if (test == null) {
      return in;
    }
    Interval all = Interval.all(in.bits());
    return switch (test) {
      case EQ -> in.meetUnsigned(unsigned, unsigned).meetSigned(signed, signed);
      case NE, SET -> in;
      case GT -> unsigned == all.umax() ? null : in.meetUnsigned(unsigned + 1, all.umax());
      case GE -> in.meetUnsigned(unsigned, all.umax());
      case LT -> unsigned == 0 ? null : in.meetUnsigned(0, unsigned - 1);
      case LE -> in.meetUnsigned(0, unsigned);
      case SGT -> signed == all.smax() ? null : in.meetSigned(signed + 1, all.smax());
      case SGE -> in.meetSigned(signed, all.smax());
      case SLT -> signed == all.smin() ? null : in.meetSigned(all.smin(), signed - 1);
      case SLE -> in.meetSigned(all.smin(), signed);
    };
  }
}
