package io.bulwark.vm.verify.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a number in a register.
 *
 * @param bits its known bits
 * @param full its bounds
 * @param low the bounds of its low 32 bits
 */
public record Scalar(Tnum bits, Interval full, Interval low) {
  private static final long U32 = 0xffffffffL;

  /** Nothing known. */
  public static final Scalar UNKNOWN = new Scalar(Tnum.UNKNOWN, Interval.all(64), Interval.all(32));

  /** Exactly {@code value}. */
  public static Scalar of(long value) {
    return new Scalar(Tnum.of(value), Interval.of(64, value), Interval.of(32, value));
  }

  /** Any number of {@code width} bits, zeros above. */
  public static Scalar ofWidth(int width) {
    return width == 64
        ? UNKNOWN
        : UNKNOWN.with(Interval.all(64).meetUnsigned(0, Interval.ones(width)));
  }

  /** Any number of {@code width} bits, their sign above. */
  public static Scalar ofSignedWidth(int width) {
    long least = -1L << (width - 1);
    Interval low = width > 32 ? Interval.all(32) : Interval.all(32).meetSigned(least, ~least);
    return new Scalar(Tnum.UNKNOWN, Interval.all(64).meetSigned(least, ~least), low);
  }

  /** Any number between the two, unsigned. */
  public static Scalar ofRange(long umin, long umax) {
    return UNKNOWN.with(Interval.all(64).meetUnsigned(umin, umax));
  }

  private Scalar with(Interval bounds) {
    Scalar made = of(bits, bounds, low);
    return made == null ? this : made;
  }

  /**
   * The three views, each tightened by the others; null if they contradict each other, so that
   * there is no such number.
   */
  static @Nullable Scalar of(Tnum bits, Interval full, Interval low) {
    Interval tightFull = full.meetBits(bits).deduce();
    Interval tightLow = low.meetBits(bits.cut(32)).deduce();
    if (Long.compareUnsigned(tightFull.umax(), U32) <= 0) {
      tightLow = tightLow.meetUnsigned(tightFull.umin(), tightFull.umax()).deduce();
      tightFull = tightFull.meetUnsigned(tightLow.umin(), tightLow.umax()).deduce();
    }
    if (tightFull.smin() == (int) tightFull.smin() && tightFull.smax() == (int) tightFull.smax()) {
      tightLow = tightLow.meetSigned(tightFull.smin(), tightFull.smax()).deduce();
    }
    if (tightFull.isEmpty() || tightLow.isEmpty()) {
      return null;
    }
    return withBits(bits, tightFull, tightLow);
  }

  /** Puts what the bounds say into the bits, and back once. */
  private static @Nullable Scalar withBits(Tnum bits, Interval full, Interval low) {
    Tnum byFull = Tnum.ofRange(full.umin(), full.umax());
    if (bits.conflicts(byFull)) {
      return null;
    }
    Tnum met = bits.meet(byFull);
    Tnum byLow = Tnum.UNKNOWN.withLow(Tnum.ofRange(low.umin(), low.umax()));
    if (met.conflicts(byLow)) {
      return null;
    }
    Tnum known = met.meet(byLow);
    Interval tightFull = full.meetBits(known);
    Interval tightLow = low.meetBits(known.cut(32));
    return tightFull.isEmpty() || tightLow.isEmpty()
        ? null
        : new Scalar(known, tightFull, tightLow);
  }

  /** Whether there is exactly one such number. */
  public boolean isConstant() {
    return bits.isConstant();
  }

  /** The number, if it {@linkplain #isConstant is one}. */
  public long constant() {
    return bits.value();
  }

  /** Whether the low 32 bits are known. */
  public boolean isLowConstant() {
    return (bits.mask() & U32) == 0;
  }

  /** Whether {@code number} may be it. */
  public boolean contains(long number) {
    return bits.contains(number) && full.contains(number) && low.contains(number);
  }

  /** Whether all that {@code other} allows is allowed here, view by view. */
  public boolean covers(Scalar other) {
    return this == other
        || (bits.covers(other.bits) && full.covers(other.full) && low.covers(other.low));
  }

  /** The low 32 bits, zeros above. */
  public Scalar zeroExtended() {
    Scalar cut = of(bits.cut(32), Interval.all(64).meetUnsigned(low.umin(), low.umax()), low);
    return cut == null ? ofWidth(32) : cut;
  }

  /** The low {@code width} bits, their sign above. */
  public Scalar signExtended(int width) {
    Tnum extended = bits.signExtend(width);
    return extended.isConstant() ? of(extended.value()) : ofSignedWidth(width);
  }

  /** For messages: a number, a range, or that nothing is known. */
  @Override
  public String toString() {
    if (isConstant()) {
      return Long.toString(constant());
    }
    if (full.smin() == Long.MIN_VALUE && full.smax() == Long.MAX_VALUE) {
      return full.umax() == -1L && full.umin() == 0
          ? "any number"
          : Long.toUnsignedString(full.umin()) + ".." + Long.toUnsignedString(full.umax());
    }
    return full.smin() + ".." + full.smax();
  }
}
