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
    String all = text.toString();
    int from = 0;
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        continue; // almost always: copied with its neighbours
      }
      out.append(all, from, i);
      from = i + 1;
      if (!Character.isSurrogate(c)) {
        escaped(c, out, terminal);
      } else if (isPair(all, i)) {
        out.append(c).append(all.charAt(++i));
        from++;
      } else {
        out.append(REPLACEMENT);
      }
    }
    out.append(all, from, all.length());
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
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
