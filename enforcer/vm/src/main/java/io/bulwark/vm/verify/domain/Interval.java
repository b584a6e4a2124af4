package io.bulwark.vm.verify.domain;

/**
 * Bounds of a number of {@code bits} bits, in its unsigned and in its signed reading.
 *
 * <p>The unsigned bounds are zero-extended (at 64 bits: to be compared unsigned), the signed ones
 * sign-extended. Where an operation wraps around, that reading's bounds are given up.
 *
 * @param bits the width, 1 to 64
 */
public record Interval(int bits, long umin, long umax, long smin, long smax) {
  private static final Interval ALL_64 = full(64);
  private static final Interval ALL_32 = full(32);

  /** All numbers of this width. */
  public static Interval all(int bits) {
    return bits == 64 ? ALL_64 : bits == 32 ? ALL_32 : full(bits);
  }

  private static Interval full(int bits) {
    return new Interval(bits, 0, ones(bits), lowest(bits), ~lowest(bits));
  }

  /** Exactly the low {@code bits} of {@code value}. */
  public static Interval of(int bits, long value) {
    long unsigned = value & ones(bits);
    long signed = signed(value, bits);
    return new Interval(bits, unsigned, unsigned, signed, signed);
  }

  /** {@code bits} ones: the largest unsigned number. */
  static long ones(int bits) {
    return -1L >>> (64 - bits);
  }

  /** The smallest signed number. */
  private static long lowest(int bits) {
    return -1L << (bits - 1);
  }

  private static long signed(long value, int bits) {
    return value << (64 - bits) >> (64 - bits);
  }

  /** Whether there is exactly one member by the unsigned bounds. */
  public boolean isConstant() {
    return umin == umax;
  }

  /** Whether no number can be a member. */
  public boolean isEmpty() {
    return Long.compareUnsigned(umin, umax) > 0 || smin > smax;
  }

  /** Whether the low {@code bits} of {@code number} are a member. */
  public boolean contains(long number) {
    long unsigned = number & ones(bits);
    long signed = signed(number, bits);
    return Long.compareUnsigned(umin, unsigned) <= 0
        && Long.compareUnsigned(unsigned, umax) <= 0
        && smin <= signed
        && signed <= smax;
  }

  /** Whether these bounds are nowhere tighter than those of {@code other}. */
  public boolean covers(Interval other) {
    return Long.compareUnsigned(umin, other.umin) <= 0
        && Long.compareUnsigned(other.umax, umax) <= 0
        && smin <= other.smin
        && other.smax <= smax;
  }

  /** Sums. */
  public Interval add(Interval other) {
    boolean wraps = addWraps(umax, other.umax);
    boolean overflows = addOverflows(smin, other.smin) || addOverflows(smax, other.smax);
    return bounds(
        wraps,
        umin + other.umin,
        umax + other.umax,
        overflows,
        smin + other.smin,
        smax + other.smax);
  }

  /** Differences. */
  public Interval subtract(Interval other) {
    boolean wraps = Long.compareUnsigned(umin, other.umax) < 0;
    boolean overflows = subtractOverflows(smin, other.smax) || subtractOverflows(smax, other.smin);
    return bounds(
        wraps,
        umin - other.umax,
        umax - other.umin,
        overflows,
        smin - other.smax,
        smax - other.smin);
  }

  /** Products: bounded only where both are non-negative and at most half as wide. */
  public Interval multiply(Interval other) {
    long half = ones(bits / 2);
    boolean fits =
        smin >= 0
            && other.smin >= 0
            && Long.compareUnsigned(umax, half) <= 0
            && Long.compareUnsigned(other.umax, half) <= 0;
    return fits ? unsigned(umin * other.umin, umax * other.umax) : all(bits);
  }

  /** Bitwise and, of which {@code known} are the known bits. */
  public Interval and(Interval other, Tnum known) {
    long least = Long.compareUnsigned(umax, other.umax) < 0 ? umax : other.umax;
    return unsigned(known.value(), least);
  }

  /** Bitwise or, of which {@code known} are the known bits. */
  public Interval or(Interval other, Tnum known) {
    long most = Long.compareUnsigned(umin, other.umin) > 0 ? umin : other.umin;
    return unsigned(most, known.umax());
  }

  /** Bitwise exclusive or, of which {@code known} are the known bits. */
  public Interval xor(Tnum known) {
    return unsigned(known.value(), known.umax());
  }

  /** Shifted left by {@code count} below the width. */
  public Interval shiftLeft(int count) {
    boolean wraps = Long.compareUnsigned(umax, ones(bits) >>> count) > 0;
    return wraps ? all(bits) : unsigned(umin << count, umax << count);
  }

  /** Shifted right by {@code count} below the width, zeros come in. */
  public Interval shiftRight(int count) {
    return unsigned(umin >>> count, umax >>> count);
  }

  /** Shifted right by {@code count} below the width, the sign comes in. */
  public Interval shiftRightSigned(int count) {
    return all(bits).meetSigned(smin >> count, smax >> count);
  }

  /** The members with {@code low <= member <= high}, unsigned; may be empty. */
  public Interval meetUnsigned(long low, long high) {
    long newMin = Long.compareUnsigned(low, umin) > 0 ? low : umin;
    long newMax = Long.compareUnsigned(high, umax) < 0 ? high : umax;
    return newMin == umin && newMax == umax ? this : new Interval(bits, newMin, newMax, smin, smax);
  }

  /** The members with {@code low <= member <= high}, signed; may be empty. */
  public Interval meetSigned(long low, long high) {
    long newMin = Math.max(low, smin);
    long newMax = Math.min(high, smax);
    return newMin == smin && newMax == smax ? this : new Interval(bits, umin, umax, newMin, newMax);
  }

  /** Tightened by known bits. */
  public Interval meetBits(Tnum known) {
    long sign = lowest(bits);
    long least = signed(known.value() | (known.mask() & sign), bits);
    long most = signed(known.value() | (known.mask() & ~sign), bits);
    return meetUnsigned(known.value(), known.umax()).meetSigned(least, most);
  }

  /** Each reading tightened by the other, where the sign is known. */
  public Interval deduce() {
    Interval tighter = this;
    if ((smin ^ smax) >= 0) {
      tighter = meetUnsigned(smin & ones(bits), smax & ones(bits));
    }
    long low = signed(tighter.umin, bits);
    long high = signed(tighter.umax, bits);
    return (low ^ high) >= 0 ? tighter.meetSigned(low, high) : tighter;
  }

  private Interval unsigned(long low, long high) {
    return new Interval(bits, low, high, lowest(bits), ~lowest(bits)).deduce();
  }

  private Interval bounds(
      boolean wraps, long umin, long umax, boolean overflows, long smin, long smax) {
    Interval all = all(bits);
    return new Interval(
        bits,
        wraps ? 0 : umin,
        wraps ? all.umax : umax,
        overflows ? all.smin : smin,
        overflows ? all.smax : smax);
  }

  private boolean addWraps(long left, long right) {
    long sum = left + right;
    return Long.compareUnsigned(sum, left) < 0 || Long.compareUnsigned(sum, ones(bits)) > 0;
  }

  private boolean addOverflows(long left, long right) {
    long sum = left + right;
    return bits == 64 ? ((left ^ sum) & (right ^ sum)) < 0 : signed(sum, bits) != sum;
  }

  private boolean subtractOverflows(long left, long right) {
    long difference = left - right;
    return bits == 64
        ? ((left ^ right) & (left ^ difference)) < 0
        : signed(difference, bits) != difference;
  }
}
