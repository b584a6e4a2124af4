package io.bulwark.rules.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces tests of the event's kind by what they are for one kind. */
final class Folding {
  private final Exprs exprs;
  private final int kind;
  private final Map<Expr, Expr> done = new HashMap<>();

  Folding(Exprs exprs, int kind) {
    this.exprs = exprs;
    this.kind = kind;
  }

  Expr fold(Expr expr) {
    if (!expr.kindDependent()) {
      return expr;
    }
    Expr known = done.get(expr);
    if (known == null) {
      known = folded(expr.node());
      done.put(expr, known);
    }
    return known;
  }

  private Expr folded(Node node) {
    return switch (node) {
      case Node.KindIn(var kinds) -> exprs.constant(kinds.get(kind));
      case Node.Not(Expr term) -> exprs.not(fold(term));
      case Node.Junction(boolean all, List<Expr> terms) -> {
        List<Expr> next = new ArrayList<>(terms.size());
        for (Expr term : terms) {
          next.add(fold(term));
        }
        yield exprs.junction(all, next);
      }
      case Node.Const n -> throw independent(n);
      case Node.TextBit n -> throw independent(n);
      case Node.ListBit n -> throw independent(n);
      case Node.TextPresent n -> throw independent(n);
      case Node.ListPresent n -> throw independent(n);
      case Node.NumberPresent n -> throw independent(n);
      case Node.NumberCompare n -> throw independent(n);
      case Node.NumberMember n -> throw independent(n);
      case Node.Asked n -> throw independent(n);
    };
  }

  private static IllegalStateException independent(Node node) {
    return new IllegalStateException("does not depend on the kind: " + node);
  }
}
