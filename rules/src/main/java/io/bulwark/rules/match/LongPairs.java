package io.bulwark.rules.match;

import io.bulwark.policy.ir.IpNet;
import java.util.Collection;

/** A set of pairs of longs by open addressing: looked up without boxing. */
final class LongPairs {
  private final long[] high;
  private final long[] low;
  private final boolean[] used;

  private LongPairs(int capacity) {
    high = new long[capacity];
    low = new long[capacity];
    used = new boolean[capacity];
  }

  static LongPairs of(Collection<IpNet> networks) {
    LongPairs set = new LongPairs(Integer.highestOneBit(networks.size() * 4 - 1));
    for (IpNet net : networks) {
      int at = set.place(net.high(), net.low());
      set.used[at] = true;
      set.high[at] = net.high();
      set.low[at] = net.low();
    }
    return set;
  }

  boolean contains(long highBits, long lowBits) {
    return used[place(highBits, lowBits)];
  }

  private int place(long highBits, long lowBits) {
    int mask = used.length - 1;
    int at = (int) ((highBits * 31 + lowBits) * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
    while (used[at] && !(high[at] == highBits && low[at] == lowBits)) {
      at = at + 1 & mask;
    }
    return at;
  }
}
