package io.bulwark.vm.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A trie without a tree: all prefixes in a list. */
final class PrefixModel {
  private record Entry(byte[] key, byte[] value) {}

  private final int capacity;
  private final List<Entry> entries = new ArrayList<>();

  PrefixModel(int capacity) {
    this.capacity = capacity;
  }

  /** A key whose length is now and then too long, and whose bits are often alike. */
  static byte[] key(RandomGenerator random, int dataSize) {
    byte[] key = new byte[4 + dataSize];
    for (int at = 4; at < key.length; at++) {
      key[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
    }
    int length = random.nextInt(8 * dataSize + 2);
    key[0] = (byte) length;
    key[1] = (byte) (length >> 8);
    return key;
  }

  private static int length(byte[] key) {
    return key[0] & 0xff | (key[1] & 0xff) << 8;
  }

  private static boolean tooLong(byte[] key) {
    return length(key) > 8 * (key.length - 4);
  }

  private static int bit(byte[] key, int at) {
    return key[4 + at / 8] >> (7 - at % 8) & 1;
  }

  private static boolean isPrefix(byte[] prefix, byte[] key) {
    for (int at = 0; at < length(prefix); at++) {
      if (at >= length(key) || bit(prefix, at) != bit(key, at)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Entry exact(byte[] key) {
    for (Entry entry : entries) {
      if (length(entry.key) == length(key) && isPrefix(entry.key, key)) {
        return entry;
      }
    }
    return null;
  }

  int update(byte[] key, byte[] value, int flags) {
    if (flags > 2 || tooLong(key)) {
      return -22;
    }
    Entry old = exact(key);
    if (old != null ? flags == 1 : flags == 2) {
      return old != null ? -17 : -2;
    }
    if (old == null && entries.size() == capacity) {
      return -28;
    }
    entries.remove(old);
    entries.add(new Entry(key, value));
    return 0;
  }

  int delete(byte[] key) {
    if (tooLong(key)) {
      return -22;
    }
    return entries.remove(exact(key)) ? 0 : -2;
  }

  byte @Nullable [] lookup(byte[] key) {
    return tooLong(key)
        ? null
        : entries.stream()
            .filter(entry -> isPrefix(entry.key, key))
            .max(Comparator.comparingInt(entry -> length(entry.key)))
            .map(Entry::value)
            .orElse(null);
  }

  /** All keys, by their bits from the left, a prefix after all that it is a prefix of. */
  List<byte[]> ordered() {
    return entries.stream().map(Entry::key).sorted(PrefixModel::compare).toList();
  }

  private static int compare(byte[] left, byte[] right) {
    for (int at = 0; at < length(left) && at < length(right); at++) {
      if (bit(left, at) != bit(right, at)) {
        return bit(left, at) - bit(right, at);
      }
    }
    return length(right) - length(left);
  }
}
