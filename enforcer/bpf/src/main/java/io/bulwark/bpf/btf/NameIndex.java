package io.bulwark.bpf.btf;

/**
 * Finds the types of one kind by essential name without a string per type: buckets by hash of the
 * name's bytes, and a chain through {@code next} for everything that falls into one bucket. Chains
 * hold other names too; the reader compares bytes.
 */
final class NameIndex {
  private final int[] buckets;
  private final int[] types;
  private final int[] next;
  private int count;

  /**
   * @param capacity how often {@link #add} may be called
   */
  NameIndex(int capacity) {
    this.buckets = new int[Integer.highestOneBit(Math.max(capacity, 4)) << 1];
    this.types = new int[capacity + 1];
    this.next = new int[capacity + 1];
  }

  /** Adds a type whose name starts at {@code from}, and ends with NUL. */
  void add(int type, byte[] data, int from) {
    int bucket = bucket(data, from);
    int entry = ++count;
    types[entry] = type;
    next[entry] = buckets[bucket];
    buckets[bucket] = entry;
  }

  /** The types that may have this essential name, in the order added; some of them have not. */
  int[] candidates(byte[] nulTerminated) {
    int first = buckets[bucket(nulTerminated, 0)];
    int length = 0;
    for (int i = first; i != 0; i = next[i]) {
      length++;
    }
    int[] found = new int[length];
    for (int i = first; i != 0; i = next[i]) {
      found[--length] = types[i];
    }
    return found;
  }

  private int bucket(byte[] data, int from) {
    int mixed = hash(data, from) * 0x9E37_79B1;
    return (mixed ^ mixed >>> 15) & buckets.length - 1;
  }

  /**
   * The hash of a name up to its first flavour. The essential name ends at the <em>last</em> one,
   * but equal essential names have an equal first part, and that is all a hash needs. One loop with
   * little in it, because a fresh JVM interprets the first tens of thousands of its rounds. Names
   * end before {@link RawBtf#MAX_NAME}; other strings need no good hash, only a quick one.
   */
  private static int hash(byte[] data, int from) {
    int hash = 0;
    byte b;
    int end = from + RawBtf.MAX_NAME;
    for (int i = from; i < end && (b = data[i]) != 0; i++) {
      if (b == '_' && i > from && EssentialName.separatorAt(data, i)) {
        return hash;
      }
      hash = 31 * hash + b;
    }
    return hash;
  }
}
