package io.bulwark.policy.syntax;

import io.bulwark.policy.diag.Span;
import java.util.List;
import java.util.Optional;

/** What can stand on the left of an operator, inside a transformer, or inside {@code val()}. */
public sealed interface Expr {
  Span span();

  /** {@code proc.aname[2]}: dotted name and the raw text in brackets. */
  record FieldExpr(String name, Optional<String> arg, Span span) implements Expr {}

  /** {@code getopt(proc.args, "x:")[x]}. */
  record TransformExpr(String name, List<Expr> args, Optional<String> arg, Span span)
      implements Expr {
    public TransformExpr {
      args = List.copyOf(args);
    }
  }

  /** A quoted text or a number inside a transformer. */
  record LiteralExpr(Rhs.Value value) implements Expr {
    @Override
    public Span span() {
      return value.span();
    }
  }

  /** A parenthesised list inside a transformer. */
  record ListExpr(List<Expr> items, Span span) implements Expr {
    public ListExpr {
      items = List.copyOf(items);
    }
  }
}
