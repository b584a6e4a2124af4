package io.bulwark.stream.state;

/**
 * Recent exits: a parent's clone can be reported after its child has come and gone. A fixed table
 * in which a newer exit may displace an older one.
 */
final class RecentExits {
  private static final int SIZE = 1 << 13;
  private static final long MAX_AGE_NS = 2_000_000_000L;

  private final long[] keys = new long[SIZE];
  private final long[] times = new long[SIZE];

  RecentExits() {}

  void record(long tid, long ptid, long timestamp) {
    long key = key(tid, ptid);
    int slot = slot(key);
    keys[slot] = key;
    times[slot] = timestamp;
  }

  boolean contains(long tid, long ptid, long timestamp) {
    long key = key(tid, ptid);
    int slot = slot(key);
    long age = timestamp - times[slot];
    return keys[slot] == key && age >= 0 && age < MAX_AGE_NS;
  }

  private static int slot(long key) {
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 51);
  }

  private static long key(long tid, long ptid) {
    return ptid << 32 | (tid & 0xffff_ffffL);
  }
}
