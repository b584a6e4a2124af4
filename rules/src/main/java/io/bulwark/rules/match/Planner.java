package io.bulwark.rules.match;

import io.bulwark.rules.match.MatchPlan.Group;
import io.bulwark.rules.match.MatchPlan.PlannedRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds which rules run on which kinds and which of their nodes are shared. */
final class Planner {
  private final Exprs exprs;
  private final int kindCount;

  Planner(Exprs exprs, int kindCount) {
    this.exprs = exprs;
    this.kindCount = kindCount;
  }

  MatchPlan plan(List<Expr> conditions, List<BitSet> kinds) {
    Map<List<PlannedRule>, BitSet> groups = new LinkedHashMap<>();
    for (BitSet alike : alike(conditions, kinds)) {
      List<PlannedRule> rules = rules(conditions, kinds, alike.nextSetBit(0));
      if (!rules.isEmpty()) {
        groups.computeIfAbsent(rules, r -> new BitSet()).or(alike);
      }
    }
    List<Group> made = new ArrayList<>(groups.size());
    groups.forEach((rules, of) -> made.add(new Group(of, rules)));
    return new MatchPlan(made, shared(made));
  }

  /** Kinds that no condition and no rule tells apart. */
  private Iterable<BitSet> alike(List<Expr> conditions, List<BitSet> kinds) {
    Set<BitSet> tests = new HashSet<>(kinds);
    Set<Expr> seen = new HashSet<>();
    for (Expr condition : conditions) {
      collect(condition, tests, seen);
    }
    List<BitSet> ordered = new ArrayList<>(tests);
    Map<BitSet, BitSet> classes = new LinkedHashMap<>();
    for (int kind = 0; kind < kindCount; kind++) {
      BitSet signature = new BitSet();
      for (int i = 0; i < ordered.size(); i++) {
        signature.set(i, ordered.get(i).get(kind));
      }
      classes.computeIfAbsent(signature, s -> new BitSet()).set(kind);
    }
    return classes.values();
  }

  private static void collect(Expr expr, Set<BitSet> into, Set<Expr> seen) {
    if (!expr.kindDependent() || !seen.add(expr)) {
      return;
    }
    switch (expr.node()) {
      case Node.KindIn(BitSet kinds) -> into.add(kinds);
      case Node.Not(Expr term) -> collect(term, into, seen);
      case Node.Junction junction -> {
        for (Expr term : junction.terms()) {
          collect(term, into, seen);
        }
      }
      default -> {}
    }
  }

  private List<PlannedRule> rules(List<Expr> conditions, List<BitSet> kinds, int kind) {
    Folding folding = new Folding(exprs, kind);
    List<PlannedRule> rules = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (kinds.get(i).get(kind)) {
        Expr folded = folding.fold(conditions.get(i));
        if (folded != exprs.constant(false)) {
          rules.add(new PlannedRule(i, folded));
        }
      }
    }
    return rules;
  }

  /** Nodes that several places of one group refer to and that cost more than a look-up. */
  private static Map<Expr, Integer> shared(List<Group> groups) {
    Map<Expr, Integer> shared = new LinkedHashMap<>();
    for (Group group : groups) {
      Map<Expr, Integer> uses = new HashMap<>();
      for (PlannedRule rule : group.rules()) {
        count(rule.condition(), uses, shared);
      }
    }
    return shared;
  }

  private static void count(Expr expr, Map<Expr, Integer> uses, Map<Expr, Integer> shared) {
    int before = uses.merge(expr, 1, Integer::sum) - 1;
    if (before > 0) {
      if (before == 1 && worthSharing(expr)) {
        shared.putIfAbsent(expr, shared.size());
      }
      return;
    }
    switch (expr.node()) {
      case Node.Not(Expr term) -> count(term, uses, shared);
      case Node.Junction junction -> {
        for (Expr term : junction.terms()) {
          count(term, uses, shared);
        }
      }
      default -> {}
    }
  }

  private static boolean worthSharing(Expr expr) {
    return expr.node() instanceof Node.Junction || expr.node() instanceof Node.Asked;
  }
}
