package io.bulwark.rules.match;

import java.util.Arrays;

/** One value of a field and the atoms it has. Reused for other values; never given away. */
final class TextEntry {
  private static final byte[] NO_BYTES = {};

  private final TextAtom[] slow;
  private final int fast;
  private final long[] slowKnown;
  private byte[] value = NO_BYTES;
  private int length = -1;
  private int hash;
  final long[] bits;
  int[] hits = new int[4];
  int hitCount;

  TextEntry(TextAtom[] slow, int fast) {
    this.slow = slow;
    this.fast = fast;
    slowKnown = new long[(slow.length + 63) >>> 6];
    bits = new long[Math.max(1, (fast + slow.length + 63) >>> 6)];
  }

  boolean holds(byte[] bytes, int offset, int count, int valueHash) {
    return hash == valueHash
        && length == count
        && Arrays.equals(value, 0, count, bytes, offset, offset + count);
  }

  /** Starts over with another value, without atoms. */
  void reset(byte[] bytes, int offset, int count, int valueHash) {
    if (value.length < count) {
      value = new byte[(count + 63) & ~63];
    }
    System.arraycopy(bytes, offset, value, 0, count);
    length = count;
    hash = valueHash;
    hitCount = 0;
    Arrays.fill(bits, 0);
    Arrays.fill(slowKnown, 0);
  }

  /** Sets fast atoms. */
  void hit(int[] atoms) {
    for (int atom : atoms) {
      long mask = 1L << atom;
      if ((bits[atom >>> 6] & mask) == 0) {
        bits[atom >>> 6] |= mask;
        if (hitCount == hits.length) {
          hits = Arrays.copyOf(hits, hitCount * 2);
        }
        hits[hitCount++] = atom;
      }
    }
  }

  /** A slow atom, asked when first needed. */
  boolean slow(int atom) {
    int number = atom - fast;
    long known = 1L << number;
    long mask = 1L << atom;
    if ((slowKnown[number >>> 6] & known) == 0) {
      slowKnown[number >>> 6] |= known;
      if (slow[number].test(value, 0, length)) {
        bits[atom >>> 6] |= mask;
      }
    }
    return (bits[atom >>> 6] & mask) != 0;
  }

  void askAllSlow() {
    for (int i = 0; i < slow.length; i++) {
      slow(fast + i);
    }
  }
}
