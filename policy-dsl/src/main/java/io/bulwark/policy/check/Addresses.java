package io.bulwark.policy.check;

import io.bulwark.policy.ir.IpNet;
import java.util.Optional;

/** Reads addresses and networks, without ever asking a name service. */
final class Addresses {
  private Addresses() {}

  /** An address with or without {@code /prefix}; host bits are cleared. */
  static Optional<IpNet> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean v6 = address.indexOf(':') >= 0;
    int most = v6 ? 128 : 32;
    int prefix = slash < 0 ? most : small(text.substring(slash + 1), most);
    long[] bits = v6 ? v6(address) : v4(address);
    if (prefix < 0 || bits.length == 0) {
      return Optional.empty();
    }
    return Optional.of(masked(v6, bits[0], bits[1], prefix));
  }

  private static IpNet masked(boolean v6, long high, long low, int prefix) {
    if (!v6) {
      return new IpNet(false, 0, prefix == 0 ? 0 : low & (0xffff_ffffL << (32 - prefix)), prefix);
    }
    long keepHigh = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << (64 - prefix);
    long keepLow = prefix <= 64 ? 0 : -1L << (128 - prefix);
    return new IpNet(true, high & keepHigh, low & keepLow, prefix);
  }

  /** A decimal number from 0 to {@code most}, or -1. */
  private static int small(String text, int most) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value <= most ? value : -1;
  }

  private static long[] v4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return new long[0];
    }
    long bits = 0;
    for (String part : parts) {
      int octet = small(part, 255);
      if (octet < 0) {
        return new long[0];
      }
      bits = bits << 8 | octet;
    }
    return new long[] {0, bits};
  }

  private static long[] v6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return new long[0];
    }
    int[] groups = new int[8];
    int count = gap < 0 ? groups(text, groups, 0) : groups(text.substring(0, gap), groups, 0);
    if (gap < 0) {
      return count == 8 ? bits(groups) : new long[0];
    }
    int[] tail = new int[8];
    int after = groups(text.substring(gap + 2), tail, 0);
    if (count < 0 || after < 0 || count + after > 7) {
      return new long[0];
    }
    System.arraycopy(tail, 0, groups, 8 - after, after);
    return bits(groups);
  }

  /** Fills {@code into} with the groups of {@code text}; returns their number or -1. */
  private static int groups(String text, int[] into, int from) {
    if (text.isEmpty()) {
      return from;
    }
    int at = from;
    for (String part : text.split(":", -1)) {
      if (part.indexOf('.') >= 0) {
        long[] v4 = v4(part);
        if (v4.length == 0 || at > 6 || !text.endsWith(part)) {
          return -1;
        }
        into[at++] = (int) (v4[1] >>> 16);
        into[at++] = (int) (v4[1] & 0xffff);
      } else if (at < 8 && !part.isEmpty() && part.length() <= 4 && isHex(part)) {
        into[at++] = Integer.parseInt(part, 16);
      } else {
        return -1;
      }
    }
    return at;
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static long[] bits(int[] groups) {
    long[] bits = new long[2];
    for (int i = 0; i < 8; i++) {
      bits[i / 4] = bits[i / 4] << 16 | groups[i];
    }
    return bits;
  }
}
