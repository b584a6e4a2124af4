package io.bulwark.event.value;

/** Address text: RFC 5952 for IPv6, with the dotted tail for IPv4-mapped addresses. */
final class Ipv6Text {
  private Ipv6Text() {}

  static String formatV4(int bits) {
    return (bits >>> 24)
        + "."
        + ((bits >>> 16) & 0xff)
        + "."
        + ((bits >>> 8) & 0xff)
        + "."
        + (bits & 0xff);
  }

  static String format(long high, long low) {
    if (high == 0 && (low >>> 32) == 0xffff) {
      return "::ffff:" + formatV4((int) low);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
      groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
    }
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; ) {
      int run = zeroRun(groups, i);
      if (run > bestLength) {
        bestStart = i;
        bestLength = run;
      }
      i += Math.max(run, 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static int zeroRun(int[] groups, int start) {
    int end = start;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end - start;
  }
}
