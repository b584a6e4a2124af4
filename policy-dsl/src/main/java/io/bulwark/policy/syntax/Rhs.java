package io.bulwark.policy.syntax;

import io.bulwark.policy.diag.Span;
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

  /** One literal: its text without quotes and with escapes resolved, and how it was written. */
  record Value(String text, Style style, Span span) {
    /** Byte values above 127 that {@code \\xHH} escapes name are kept as U+0080–U+00FF. */
    public enum Style {
      BARE,
      QUOTED,
      NUMBER
    }
  }
}
