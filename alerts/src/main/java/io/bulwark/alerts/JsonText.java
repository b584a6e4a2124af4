package io.bulwark.alerts;

/** Escapes text as Falco's JSON writer does: nothing beyond what JSON demands. */
final class JsonText {

  private static final char REPLACEMENT = '\ufffd';
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** Appends {@code text} in quotes. */
  static void quoted(CharSequence text, StringBuilder out) {
    out.append('"');
    escaped(text, out, false);
    out.append('"');
  }

  /**
   * Appends {@code text} escaped.
   *
   * @param terminal whether to escape DEL and the C1 controls too: JSON does not ask for it, a
   *     terminal would obey them
   */
  static void escaped(CharSequence text, StringBuilder out, boolean terminal) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (pair) {
          out.append(c).append(text.charAt(++i));
        } else {
          out.append(REPLACEMENT);
        }
      } else {
        escaped(c, out, terminal);
      }
    }
  }

  private static void escaped(char c, StringBuilder out, boolean terminal) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || (terminal && c >= 0x7f && c <= 0x9f)) {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(c);
        }
      }
    }
  }
}
