package io.bulwark.rules.match;

import io.bulwark.event.access.LongReader;

/**
 * A numeric field of the current event, read at most once. A record, because the JIT trusts a
 * record's fields as constants once the record itself is one.
 */
record NumberSlot(LongReader reader, String name, Clock clock, Memory memory) {
  /** The value read last. */
  static final class Memory {
    private long stamp;
    private long value;
  }

  NumberSlot(LongReader reader, String name, Clock clock) {
    this(reader, name, clock, new Memory());
  }

  long get() {
    Memory m = memory;
    if (m.stamp != clock.now) {
      m.value = reader.read();
      m.stamp = clock.now;
    }
    return m.value;
  }

  boolean present() {
    return get() != LongReader.MISSING;
  }

  boolean eq(long other) {
    return get() == other && other != LongReader.MISSING;
  }

  boolean ne(long other) {
    long value = get();
    return value != other && value != LongReader.MISSING;
  }

  boolean lt(long other) {
    long value = get();
    return value < other && value != LongReader.MISSING;
  }

  boolean le(long other) {
    long value = get();
    return value <= other && value != LongReader.MISSING;
  }

  boolean gt(long other) {
    long value = get();
    return value > other && value != LongReader.MISSING;
  }

  boolean ge(long other) {
    long value = get();
    return value >= other && value != LongReader.MISSING;
  }

  boolean ltu(long other) {
    long value = get();
    return Long.compareUnsigned(value, other) < 0 && value != LongReader.MISSING;
  }

  boolean leu(long other) {
    long value = get();
    return Long.compareUnsigned(value, other) <= 0 && value != LongReader.MISSING;
  }

  boolean gtu(long other) {
    long value = get();
    return Long.compareUnsigned(value, other) > 0 && value != LongReader.MISSING;
  }

  boolean geu(long other) {
    long value = get();
    return Long.compareUnsigned(value, other) >= 0 && value != LongReader.MISSING;
  }

  boolean in(NumberSet set) {
    long value = get();
    return value != LongReader.MISSING && set.contains(value);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
