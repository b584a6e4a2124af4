package io.bulwark.vm.map;

import io.bulwark.vm.memory.Memory;

/** Bits of a trie's keys: a length in 4 bytes, then the data, highest bit of each byte first. */
final class PrefixBits {
  private final Memory memory;
  private final int dataSize;

  PrefixBits(Memory memory, int dataSize) {
    this.memory = memory;
    this.dataSize = dataSize;
  }

  int maxLength() {
    return dataSize * 8;
  }

  /** The length of the prefix at {@code key}; -1 if it is longer than the data. */
  int length(long key) {
    int length = memory.getInt(key);
    return length >= 0 && length <= maxLength() ? length : -1;
  }

  int bit(long key, int position) {
    byte octet = memory.getByte(key + MapRules.LPM_HEADER + (position >> 3));
    return octet >> (7 - (position & 7)) & 1;
  }

  /** How many bits two keys share from the start, at most {@code limit}. */
  int common(long left, long right, int limit) {
    int shared = 0;
    for (int at = MapRules.LPM_HEADER; shared < limit; at++, shared += 8) {
      int difference = (memory.getByte(left + at) ^ memory.getByte(right + at)) & 0xff;
      if (difference != 0) {
        return Math.min(limit, shared + Integer.numberOfLeadingZeros(difference) - 24);
      }
    }
    return limit;
  }
}
