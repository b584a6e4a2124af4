package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All literal tests of one field. Collects them while conditions are lowered; once complete, finds
 * the atoms of a value, remembering those of recent values.
 *
 * <p>Memory is bounded: {@link #ENTRIES} values of at most {@link #LONGEST} bytes; longer ones are
 * not remembered. A new value overwrites the older of the two in its place, so that nothing is
 * allocated once every place was used.
 */
final class TextAtoms {
  /** Values remembered. */
  static final int ENTRIES = 2048;

  /** Bytes of the longest value remembered. */
  static final int LONGEST = 512;

  private final Map<Object, TextAtom> byKey = new LinkedHashMap<>();
  private final ExactTable exact = new ExactTable();
  private final ByteTrie prefixes = new ByteTrie(false, false);
  private final ByteTrie suffixes = new ByteTrie(true, false);
  private final ByteTrie inside = new ByteTrie(false, false);
  private final ByteTrie insideAnyCase = new ByteTrie(false, true);
  private TextAtom[] slow = {};
  private int fast;
  private TextEntry[] entries = {};
  private TextEntry uncached = new TextEntry(slow, 0);

  /** The atom under {@code key}, added if new. */
  TextAtom atom(Object key, java.util.function.Supplier<TextAtom> make) {
    return byKey.computeIfAbsent(key, k -> make.get());
  }

  List<TextAtom> all() {
    return List.copyOf(byKey.values());
  }

  int words() {
    return uncached.bits.length;
  }

  /** No more atoms will come: numbers them, fast ones first, and builds the automata. */
  void complete() {
    List<TextAtom> slowOnes = new ArrayList<>();
    for (TextAtom atom : byKey.values()) {
      if (atom.isFast()) {
        atom.setIndex(fast++);
        for (ByteSlice pattern : atom.patterns()) {
          add(atom, pattern.toByteArray());
        }
      } else {
        slowOnes.add(atom);
      }
    }
    for (int i = 0; i < slowOnes.size(); i++) {
      slowOnes.get(i).setIndex(fast + i);
    }
    slow = slowOnes.toArray(TextAtom[]::new);
    prefixes.seal();
    suffixes.seal();
    inside.link();
    insideAnyCase.link();
    entries = new TextEntry[entryCount()];
    uncached = new TextEntry(slow, fast);
  }

  /** Fewer entries where each is large: their bits together stay within 2 MB. */
  private int entryCount() {
    int words = (fast + slow.length + 63) >>> 6;
    int count = ENTRIES;
    while (count > 64 && count * words > 1 << 18) {
      count >>= 1;
    }
    return count;
  }

  private void add(TextAtom atom, byte[] pattern) {
    switch (atom.form()) {
      case EXACT -> exact.add(pattern, atom.index());
      case PREFIX -> prefixes.add(pattern, atom.index());
      case SUFFIX -> suffixes.add(pattern, atom.index());
      case CONTAINS -> inside.add(pattern, atom.index());
      case CONTAINS_ANY_CASE -> insideAnyCase.add(pattern, atom.index());
      case PREDICATE -> throw new IllegalStateException("a predicate has no patterns");
    }
  }

  /** The entry of a value; valid until the next call. */
  TextEntry find(ByteSlice value) {
    return find(value.array(), value.offset(), value.length());
  }

  private TextEntry find(byte[] bytes, int offset, int length) {
    int hash = Bytes.hash(bytes, offset, length);
    if (length > LONGEST) {
      return fill(uncached, bytes, offset, length, hash);
    }
    int at = hash & entries.length - 2;
    TextEntry first = entries[at];
    if (first != null && first.holds(bytes, offset, length, hash)) {
      return first;
    }
    TextEntry second = entries[at + 1];
    entries[at + 1] = first;
    if (second == null || !second.holds(bytes, offset, length, hash)) {
      second =
          fill(second == null ? new TextEntry(slow, fast) : second, bytes, offset, length, hash);
    }
    entries[at] = second;
    return second;
  }

  private TextEntry fill(TextEntry entry, byte[] bytes, int offset, int length, int hash) {
    entry.reset(bytes, offset, length, hash);
    exact.find(bytes, offset, length, hash, entry);
    if (!prefixes.isEmpty()) {
      prefixes.findAtEdge(bytes, offset, length, entry);
    }
    if (!suffixes.isEmpty()) {
      suffixes.findAtEdge(bytes, offset, length, entry);
    }
    if (!inside.isEmpty()) {
      inside.findInside(bytes, offset, length, entry);
    }
    if (!insideAnyCase.isEmpty()) {
      insideAnyCase.findInside(bytes, offset, length, entry);
    }
    return entry;
  }
}
