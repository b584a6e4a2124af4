package io.bulwark.rules.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Estimates code sizes and decides which expressions get a method of their own. */
final class CodeSizes {
  private static final int LEAF = 18;
  private static final int CALL = 6;

  private final Set<Expr> own = new HashSet<>();
  private final Map<Expr, Integer> bodies = new HashMap<>();
  private final Map<Expr, Integer> totals = new HashMap<>();

  CodeSizes(Set<Expr> shared) {
    own.addAll(shared);
  }

  /** Whether uses of {@code expr} call a method. */
  boolean hasMethod(Expr expr) {
    return own.contains(expr);
  }

  /** Bytes where {@code expr} is used. */
  int use(Expr expr) {
    return own.contains(expr) ? CALL : body(expr);
  }

  /** Bytes of {@code expr} itself, its parts in methods not counted. */
  int body(Expr expr) {
    Integer known = bodies.get(expr);
    if (known != null) {
      return known;
    }
    int size =
        switch (expr.node()) {
          case Node.Not(Expr term) -> use(term);
          case Node.Junction junction -> junction(junction);
          default -> LEAF;
        };
    bodies.put(expr, size);
    return size;
  }

  private int junction(Node.Junction junction) {
    int size = 0;
    for (Expr term : junction.terms()) {
      size += use(term);
    }
    if (size <= CodeLimits.INLINE_BYTES) {
      return size;
    }
    List<Expr> largest = new ArrayList<>(junction.terms());
    largest.sort(Comparator.comparingInt(this::use).reversed());
    for (Expr term : largest) {
      int before = use(term);
      if (size > CodeLimits.INLINE_BYTES && before > LEAF) {
        own.add(term);
        size -= before - CALL;
      }
    }
    return size;
  }

  /** Bytes of {@code expr} with all methods it needs, an upper bound. */
  int total(Expr expr) {
    Integer known = totals.get(expr);
    if (known != null) {
      return known;
    }
    int size = 40;
    switch (expr.node()) {
      case Node.Not(Expr term) -> size += total(term);
      case Node.Junction junction -> {
        for (Expr term : junction.terms()) {
          size = Math.min(size + total(term), 1 << 28);
        }
      }
      default -> size = LEAF;
    }
    totals.put(expr, size);
    return size;
  }
}
