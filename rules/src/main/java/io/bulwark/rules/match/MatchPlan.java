package io.bulwark.rules.match;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What will be compiled.
 *
 * @param groups sets of kinds with the same rules
 * @param shared nodes evaluated at most once per event, with their places in the memo
 */
record MatchPlan(List<Group> groups, Map<Expr, Integer> shared) {
  /** Kinds for which the same rules, folded the same way, can match; rules in load order. */
  record Group(BitSet kinds, List<PlannedRule> rules) {}

  /**
   * A rule within a group.
   *
   * @param place its place among all rules given to the compiler
   */
  record PlannedRule(int place, Expr condition) {}
}
