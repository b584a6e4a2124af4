package io.bulwark.vm.verify.domain;

/**
 * A tristate number: 64 bits, each 0, 1 or unknown.
 *
 * @param value the known bits; 0 where {@code mask} is 1
 * @param mask 1 where a bit is unknown
 */
public record Tnum(long value, long mask) {
  /** Nothing known. */
  public static final Tnum UNKNOWN = new Tnum(0, -1);

  /** A bit is known or it is not. */
  public Tnum {
    if ((value & mask) != 0) {
      throw new IllegalArgumentException("a bit both known and unknown");
    }
  }

  /** Exactly {@code value}. */
  public static Tnum of(long value) {
    return new Tnum(value, 0);
  }

  /** The smallest tristate number that contains all of {@code umin..umax}, unsigned. */
  public static Tnum ofRange(long umin, long umax) {
    long differing = umin ^ umax;
    long mask = differing == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(differing);
    return new Tnum(umin & ~mask, mask);
  }

  /** Whether there is exactly one member. */
  public boolean isConstant() {
    return mask == 0;
  }

  /** The largest member, unsigned; the smallest is {@link #value}. */
  public long umax() {
    return value | mask;
  }

  /** Whether {@code number} is a member. */
  public boolean contains(long number) {
    return (number & ~mask) == value;
  }

  /** Whether all members of {@code other} are members. */
  public boolean covers(Tnum other) {
    return (other.mask & ~mask) == 0 && (other.value & ~mask) == value;
  }

  /** Sums; the best possible result. A carry is unknown where smallest and largest sum differ. */
  public Tnum add(Tnum other) {
    long smallest = value + other.value;
    long largest = umax() + other.umax();
    return unknownWhere(smallest, (smallest ^ largest) | mask | other.mask);
  }

  /** Differences; the best possible result. */
  public Tnum subtract(Tnum other) {
    long smallest = value - other.umax();
    long largest = umax() - other.value;
    return unknownWhere(value - other.value, (smallest ^ largest) | mask | other.mask);
  }

  /** Products: exact for two constants and for powers of two; else only trailing zeros are kept. */
  public Tnum multiply(Tnum other) {
    if (isConstant() && other.isConstant()) {
      return of(value * other.value);
    }
    if (other.isConstant() && Long.bitCount(other.value) == 1) {
      return shiftLeft(Long.numberOfTrailingZeros(other.value));
    }
    if (isConstant() && Long.bitCount(value) == 1) {
      return other.multiply(this);
    }
    int zeros = trailingZeros() + other.trailingZeros();
    return zeros >= 64 ? of(0) : new Tnum(0, -1L << zeros);
  }

  private int trailingZeros() {
    return Long.numberOfTrailingZeros(umax());
  }

  /** Bitwise and; the best possible result. */
  public Tnum and(Tnum other) {
    long ones = value & other.value;
    return new Tnum(ones, umax() & other.umax() & ~ones);
  }

  /** Bitwise or; the best possible result. */
  public Tnum or(Tnum other) {
    long ones = value | other.value;
    return new Tnum(ones, (mask | other.mask) & ~ones);
  }

  /** Bitwise exclusive or; the best possible result. */
  public Tnum xor(Tnum other) {
    return unknownWhere(value ^ other.value, mask | other.mask);
  }

  /** Shifted left by {@code count} below 64; the best possible result. */
  public Tnum shiftLeft(int count) {
    return new Tnum(value << count, mask << count);
  }

  /** Shifted right by {@code count} below 64, zeros come in; the best possible result. */
  public Tnum shiftRight(int count) {
    return new Tnum(value >>> count, mask >>> count);
  }

  /** Shifted right by {@code count} below 64, the sign comes in; the best possible result. */
  public Tnum shiftRightSigned(int count) {
    return new Tnum(value >> count, mask >> count);
  }

  /** The low {@code bits}, zeros above; the best possible result. */
  public Tnum cut(int bits) {
    long kept = Interval.ones(bits);
    return new Tnum(value & kept, mask & kept);
  }

  /** The low {@code bits} with their sign above; the best possible result. */
  public Tnum signExtend(int bits) {
    int up = 64 - bits;
    return new Tnum(value << up >> up, mask << up >> up);
  }

  /** This number with its low 32 bits as in {@code low}. */
  public Tnum withLow(Tnum low) {
    Tnum cut = low.cut(32);
    return new Tnum((value & ~0xffffffffL) | cut.value, (mask & ~0xffffffffL) | cut.mask);
  }

  /** Whether no number is a member of both. */
  public boolean conflicts(Tnum other) {
    return ((value ^ other.value) & ~mask & ~other.mask) != 0;
  }

  /** The members of both, which must not {@linkplain #conflicts conflict}. */
  public Tnum meet(Tnum other) {
    long unknown = mask & other.mask;
    return new Tnum((value | other.value) & ~unknown, unknown);
  }

  private static Tnum unknownWhere(long bits, long unknown) {
    return new Tnum(bits & ~unknown, unknown);
  }
}
