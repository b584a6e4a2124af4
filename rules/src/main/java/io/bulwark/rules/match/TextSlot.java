package io.bulwark.rules.match;

import io.bulwark.event.access.TextReader;
import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A text field of the current event, read at most once. A record, because the JIT trusts a record's
 * fields as constants once the record itself is one.
 */
record TextSlot(TextReader reader, String name, TextAtoms atoms, Clock clock, Memory memory) {
  /** What was read last; {@code entry} is null if the field was missing. */
  static final class Memory {
    private long stamp;
    private @Nullable TextEntry entry;
  }

  TextSlot(TextReader reader, String name, Clock clock) {
    this(reader, name, new TextAtoms(), clock, new Memory());
  }

  @Nullable TextEntry entry() {
    Memory m = memory;
    if (m.stamp != clock.now) {
      ByteSlice value = reader.read();
      m.entry = value == null ? null : atoms.find(value);
      m.stamp = clock.now;
    }
    return m.entry;
  }

  boolean present() {
    return entry() != null;
  }

  boolean fast(int word, long mask) {
    TextEntry entry = entry();
    return entry != null && (entry.bits[word] & mask) != 0;
  }

  boolean slow(int atom) {
    TextEntry entry = entry();
    return entry != null && entry.slow(atom);
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
