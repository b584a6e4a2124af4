package io.bulwark.rules.match;

import io.bulwark.event.access.TextListReader;
import java.util.Arrays;

/** A multi-valued text field of the current event, read at most once. */
record TextListSlot(
    TextListReader reader, String name, TextAtoms atoms, Clock clock, Memory memory) {
  private static final long[] NONE = {};

  /** What was read last: number of values (negative: missing), atoms of some and of all values. */
  static final class Memory {
    private long stamp;
    private int count;
    private long[] some = NONE;
    private long[] every = NONE;
  }

  TextListSlot(TextListReader reader, String name, Clock clock) {
    this(reader, name, new TextAtoms(), clock, new Memory());
  }

  private Memory loaded() {
    Memory m = memory;
    if (m.stamp != clock.now) {
      load(m);
      m.stamp = clock.now;
    }
    return m;
  }

  private void load(Memory m) {
    if (m.some.length == 0) {
      m.some = new long[atoms.words()];
      m.every = new long[atoms.words()];
    }
    m.count = reader.load();
    Arrays.fill(m.some, 0);
    Arrays.fill(m.every, -1);
    for (int i = 0; i < m.count; i++) {
      TextEntry entry = atoms.find(reader.get(i));
      entry.askAllSlow();
      for (int w = 0; w < m.some.length; w++) {
        m.some[w] |= entry.bits[w];
        m.every[w] &= entry.bits[w];
      }
    }
  }

  boolean present() {
    return loaded().count >= 0;
  }

  boolean filled() {
    return loaded().count > 0;
  }

  boolean some(int word, long mask) {
    return (loaded().some[word] & mask) != 0;
  }

  /** Whether every value has the atom; also if there is none, but not if the field is missing. */
  boolean every(int word, long mask) {
    Memory m = loaded();
    return m.count >= 0 && (m.every[word] & mask) != 0;
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
