package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.syntax.Rhs;
import java.util.OptionalInt;

/** Reads the inside of a quoted text. */
final class Escapes {
  private Escapes() {}

  /**
   * The text between the quotes with its escapes resolved.
   *
   * @param text the whole condition
   * @param open index of the opening quote
   * @param close index of the closing quote
   */
  static String resolve(String text, int open, int close) throws SyntaxFault {
    int first = text.indexOf('\\', open + 1);
    if (first < 0 || first >= close) {
      return text.substring(open + 1, close);
    }
    StringBuilder out = new StringBuilder(close - open);
    for (int i = open + 1; i < close; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (i + 1 < close) {
        i++;
        i = escape(text, open, close, i, out);
      }
    }
    return out.toString();
  }

  /** Where a backslash stands before a blank, which together mean a backslash. */
  static OptionalInt old(String text, int open, int close) {
    for (int i = open + 1; i + 1 < close; i++) {
      if (text.charAt(i) == '\\') {
        if (text.charAt(i + 1) == ' ') {
          return OptionalInt.of(i);
        }
        i++;
      }
    }
    return OptionalInt.empty();
  }

  /** Appends what the escape letter at {@code at} stands for; returns its last index. */
  private static int escape(String text, int open, int close, int at, StringBuilder out)
      throws SyntaxFault {
    char letter = text.charAt(at);
    switch (letter) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case ' ', '\\' -> out.append('\\');
      case '/' -> out.append('/');
      case '"', '\'' -> {
        if (text.charAt(open) != letter) {
          throw fault("`\\" + letter + "` escapes a quote that does not end this text", at, at + 1);
        }
        out.append(letter);
      }
      case 'x' -> {
        int high = at + 2 < close ? Character.digit(text.charAt(at + 1), 16) : -1;
        int low = at + 2 < close ? Character.digit(text.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw fault("`\\x` needs two hexadecimal digits", at, Math.min(close, at + 3));
        }
        int value = high << 4 | low;
        out.append((char) (value < 0x80 ? value : Rhs.Value.HIGH_BYTE | value));
        return at + 2;
      }
      default -> throw fault("unknown escape `\\" + letter + "`", at, at + 1);
    }
    return at;
  }

  private static SyntaxFault fault(String message, int at, int end) {
    return new SyntaxFault(
        Code.BAD_ESCAPE, message, at - 1, end, "write `\\\\` for a backslash inside quotes");
  }
}
