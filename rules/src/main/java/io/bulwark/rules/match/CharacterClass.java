package io.bulwark.rules.match;

import java.nio.charset.StandardCharsets;

/** POSIX character classes of bracket expressions, in the C locale. */
final class CharacterClass {
  private CharacterClass() {}

  /** Whether {@code c} is in the class named by the pattern's bytes; unknown names are empty. */
  static boolean contains(byte[] pattern, int from, int to, int c, boolean anyCase) {
    String name = new String(pattern, from, to - from, StandardCharsets.ISO_8859_1);
    return in(name, c) || anyCase && in(name, Bytes.upper((byte) c) & 0xff);
  }

  private static boolean in(String name, int c) {
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean digit = c >= '0' && c <= '9';
    return switch (name) {
      case "alpha" -> upper || lower;
      case "digit" -> digit;
      case "alnum" -> upper || lower || digit;
      case "upper" -> upper;
      case "lower" -> lower;
      case "space" -> c == ' ' || c >= 9 && c <= 13;
      case "blank" -> c == ' ' || c == 9;
      case "punct" -> c > 32 && c < 127 && !upper && !lower && !digit;
      case "print" -> c >= 32 && c < 127;
      case "graph" -> c > 32 && c < 127;
      case "cntrl" -> c < 32 || c == 127;
      case "xdigit" -> digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
      default -> false;
    };
  }
}
