package io.bulwark.vm.map;

import io.bulwark.vm.memory.Memory;
import java.util.Arrays;

/**
 * Which slot holds a key: open addressing with linear probing, half full at most. Keys are compared
 * as bytes in the machine's memory.
 */
final class HashIndex {
  private final Memory memory;
  private final Values keys;

  /** Slot + 1 at each place; 0 where nothing is. */
  private final int[] table;

  /** The hash of the key in each slot. */
  private final int[] hashes;

  private final int mask;

  HashIndex(Memory memory, Values keys, int slots) {
    this.memory = memory;
    this.keys = keys;
    int size = Integer.highestOneBit(Math.max(4, slots) - 1) << 2;
    table = new int[size];
    mask = size - 1;
    hashes = new int[slots];
  }

  /** The hash of the key at {@code key}. */
  int hash(long key) {
    int size = keys.size();
    long hash = size;
    int at = 0;
    for (; at + 8 <= size; at += 8) {
      hash = mix(hash ^ memory.getLong(key + at));
    }
    for (; at < size; at++) {
      hash = mix(hash ^ (memory.getByte(key + at) & 0xff));
    }
    return (int) (hash ^ hash >>> 32);
  }

  /** Spreads every bit (the constant is 2^64 divided by the golden ratio, made odd). */
  private static long mix(long value) {
    long product = value * 0x9E37_79B9_7F4A_7C15L;
    return product ^ product >>> 32;
  }

  /** The slot of the key at {@code key}; -1 if it is not there. */
  int find(long key, int hash) {
    for (int at = hash & mask; table[at] != 0; at = (at + 1) & mask) {
      int slot = table[at] - 1;
      if (hashes[slot] == hash && memory.same(keys.address(slot), key, keys.size())) {
        return slot;
      }
    }
    return -1;
  }

  /** Puts {@code slot}, whose key has {@code hash} and is not there yet. */
  void put(int slot, int hash) {
    int at = hash & mask;
    while (table[at] != 0) {
      at = (at + 1) & mask;
    }
    table[at] = slot + 1;
    hashes[slot] = hash;
  }

  /** Removes {@code slot}; entries behind it move up, so that no gap cuts them off. */
  void remove(int slot) {
    int gap = hashes[slot] & mask;
    while (table[gap] != slot + 1) {
      gap = (gap + 1) & mask;
    }
    int at = gap;
    while (true) {
      at = (at + 1) & mask;
      if (table[at] == 0) {
        break;
      }
      int home = hashes[table[at] - 1] & mask;
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        table[gap] = table[at];
        gap = at;
      }
    }
    table[gap] = 0;
  }

  void clear() {
    Arrays.fill(table, 0);
  }
}
