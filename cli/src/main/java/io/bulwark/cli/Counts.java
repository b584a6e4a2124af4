package io.bulwark.cli;

import java.util.Locale;

/** Numbers for people. */
final class Counts {

  private Counts() {}

  /** {@code 1 event}, {@code 12,345 events}. */
  static String of(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
