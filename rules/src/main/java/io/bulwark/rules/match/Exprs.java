package io.bulwark.rules.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes and interns expressions, simplifying on the way. */
final class Exprs {
  private final Map<Node, Expr> interned = new HashMap<>();
  private final Expr always = intern(new Node.Const(true));
  private final Expr never = intern(new Node.Const(false));

  Expr constant(boolean value) {
    return value ? always : never;
  }

  Expr intern(Node node) {
    Expr known = interned.get(node);
    if (known == null) {
      known = new Expr(interned.size(), node);
      interned.put(node, known);
    }
    return known;
  }

  Expr not(Expr term) {
    return switch (term.node()) {
      case Node.Const(boolean value) -> constant(!value);
      case Node.Not(Expr inner) -> inner;
      default -> intern(new Node.Not(term));
    };
  }

  Expr kindIn(BitSet kinds) {
    return intern(new Node.KindIn(kinds));
  }

  /** Both must hold, the left one tried first when equally cheap. */
  Expr both(Expr a, Expr b) {
    return junction(true, List.of(a, b));
  }

  /** And/or: constants and repetitions gone, cheapest term first. */
  Expr junction(boolean all, List<Expr> terms) {
    Set<Expr> kept = new LinkedHashSet<>(terms.size() * 2);
    for (Expr term : terms) {
      if (term == constant(!all)) {
        return term;
      }
      if (term != constant(all)) {
        kept.add(term);
      }
    }
    for (Expr term : kept) {
      if (term.node() instanceof Node.Not(Expr inner) && kept.contains(inner)) {
        return constant(!all);
      }
    }
    return ordered(all, new ArrayList<>(kept));
  }

  private Expr ordered(boolean all, List<Expr> terms) {
    if (terms.isEmpty()) {
      return constant(all);
    }
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    terms.sort(Comparator.comparingInt(Expr::cost).thenComparingInt(Expr::id));
    return intern(new Node.Junction(all, split(all, terms)));
  }

  /** A junction too long for one method becomes a junction of junctions. */
  private List<Expr> split(boolean all, List<Expr> terms) {
    List<Expr> level = terms;
    while (level.size() > CodeLimits.TERMS) {
      List<Expr> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += CodeLimits.TERMS) {
        List<Expr> part = level.subList(i, Math.min(i + CodeLimits.TERMS, level.size()));
        next.add(part.size() == 1 ? part.getFirst() : intern(new Node.Junction(all, part)));
      }
      level = next;
    }
    return level;
  }
}
