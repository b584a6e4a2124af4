package io.bulwark.stream.fields;

import io.bulwark.event.value.IpAddress;

/** Addresses in network byte order, and their text without allocation. */
final class AddressText {
  private static final int GROUPS = 8;

  private AddressText() {}

  static long bigEndian32(byte[] array, int at) {
    return (array[at] & 0xffL) << 24
        | (array[at + 1] & 0xffL) << 16
        | (array[at + 2] & 0xffL) << 8
        | (array[at + 3] & 0xffL);
  }

  static long bigEndian64(byte[] array, int at) {
    return bigEndian32(array, at) << 32 | bigEndian32(array, at + 4);
  }

  /** Whether 16 bytes hold an IPv4 address in IPv6 form; all zeros count as one. */
  static boolean isMapped(byte[] array, int at) {
    long high = bigEndian64(array, at);
    long low = bigEndian64(array, at + 8);
    return high == 0 && (low >>> 32 == 0xffff || low == 0);
  }

  static void write(IpAddress address, TextBuffer to) {
    if (address.isV6()) {
      v6(address.high(), address.low(), to);
    } else {
      to.addIpv4(address.low());
    }
  }

  /** The text that inet_ntop gives: the longest run of zero groups is left out. */
  static void v6(long high, long low, TextBuffer to) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; ) {
      int run = 0;
      while (i + run < GROUPS && group(high, low, i + run) == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
      i += Math.max(run, 1);
    }
    boolean dotted = start == 0 && (length == 6 || length == 5 && group(high, low, 5) == 0xffff);
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        to.add(':');
        i += length - 1;
        if (i == GROUPS - 1) {
          to.add(':');
        }
        continue;
      }
      if (i > 0) {
        to.add(':');
      }
      if (dotted && i == 6) {
        to.addIpv4(low & 0xffff_ffffL);
        return;
      }
      to.addHex(group(high, low, i));
    }
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}
