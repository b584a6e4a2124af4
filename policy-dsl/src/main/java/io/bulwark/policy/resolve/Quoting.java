package io.bulwark.policy.resolve;

/** When a value of YAML needs quotes in a condition. */
final class Quoting {
  private Quoting() {}

  /** A text with a blank that does not begin with a quote. */
  static boolean needed(String text) {
    return text.indexOf(' ') >= 0 && text.charAt(0) != '"' && text.charAt(0) != '\'';
  }
}
