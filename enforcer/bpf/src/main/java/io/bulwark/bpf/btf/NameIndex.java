package io.bulwark.bpf.btf;

/**
 * Finds types by kind and essential name without a string per type: a table of buckets by hash of
 * name bytes and kind, and a chain through {@code next} for everything that falls into one bucket.
 * Chains hold other names too; the reader compares bytes.
 */
final class NameIndex {
  private final int[] buckets;
  private final int[] next;

  /**
   * @param capacity one more than the highest number added
   */
  NameIndex(int capacity) {
    // At least one bucket a type on average; the highest power of two an array can have is enough.
    int size = Integer.highestOneBit(Math.clamp(capacity, 8, 1 << 24)) << 1;
    this.buckets = new int[size];
    this.next = new int[capacity];
  }

  /** Adds type number {@code index}, which must be above 0, with the name in {@code [from, to)}. */
  void add(int index, int kind, byte[] data, int from, int to) {
    int bucket = bucket(kind, data, from, to);
    next[index] = buckets[bucket];
    buckets[bucket] = index;
  }

  /** The numbers that may have this kind and essential name, ascending; some of them have not. */
  int[] candidates(int kind, byte[] name) {
    int bucket = bucket(kind, name, 0, name.length);
    int count = 0;
    for (int i = buckets[bucket]; i != 0; i = next[i]) {
      count++;
    }
    int[] found = new int[count];
    for (int i = buckets[bucket]; i != 0; i = next[i]) {
      found[--count] = i;
    }
    return found;
  }

  private int bucket(int kind, byte[] data, int from, int to) {
    return spread(hash(data, from, to), kind) & buckets.length - 1;
  }

  private static int spread(int hash, int kind) {
    int mixed = (hash + kind) * 0x9E37_79B1;
    return mixed ^ mixed >>> 15;
  }

  /**
   * The hash of a name's essential part, in one pass: the state before the latest run of exactly
   * three underscores that is neither at the start nor at the end.
   */
  static int hash(byte[] data, int from, int to) {
    int hash = 0;
    int beforeRun = 0;
    int run = 0;
    int essential = 0;
    boolean flavoured = false;
    for (int i = from; i < to; i++) {
      byte b = data[i];
      if (b == '_') {
        if (run++ == 0) {
          beforeRun = hash;
        }
      } else {
        if (run == 3 && i - 3 > from) {
          essential = beforeRun;
          flavoured = true;
        }
        run = 0;
      }
      hash = 31 * hash + b;
    }
    return flavoured ? essential : hash;
  }
}
