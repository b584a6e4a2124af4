package io.bulwark.policy.syntax;

import io.bulwark.policy.diag.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The right side of a test. */
public sealed interface Rhs {
  /** Nothing: {@code exists}. */
  record None() implements Rhs {}

  /** One literal. */
  record Literal(Value value) implements Rhs {}

  /**
   * Literals in parentheses, or the name of a list that was not defined, or a modifier's operands.
   */
  record ListOf(List<Value> values, Optional<Modifier> modifier, Span span) implements Rhs {
    public ListOf {
      values = List.copyOf(values);
    }
  }

  /**
   * A bare word after {@code in}, {@code intersects} or {@code pmatch}: a list's name that textual
   * substitution did not replace, so no such list exists.
   */
  record ListName(String name, Span span) implements Rhs {}

  /** {@code val(field)} or a transformer. */
  record OfExpr(Expr expr) implements Rhs {}

  /**
   * One literal.
   *
   * @param text without quotes and with escapes resolved; a byte above 127 that {@code \\xHH} names
   *     is the lone surrogate {@link #HIGH_BYTE} + HH, so that it is no character of the text
   */
  record Value(String text, Style style, Span span) {
    /** Added to a byte of 128–255 that an escape names. */
    public static final int HIGH_BYTE = 0xDC00;

    /** How a literal was written. */
    public enum Style {
      BARE,
      QUOTED,
      NUMBER
    }

    /** The bytes of the text: UTF-8, and the bytes that escapes name as they are. */
    public byte[] bytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
      int at = 0;
      while (at < text.length()) {
        int point = text.codePointAt(at);
        at += Character.charCount(point);
        if (point < 0x80) {
          out.write(point);
        } else if (point >= HIGH_BYTE + 0x80 && point <= HIGH_BYTE + 0xff) {
          out.write(point - HIGH_BYTE);
        } else {
          out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        }
      }
      return out.toByteArray();
    }
  }
}
