package io.bulwark.policy.resolve;

import java.util.List;
import java.util.Set;

/**
 * All declarations in load order; a redefined one keeps its first place.
 *
 * @param usedLists names of lists that were substituted somewhere
 */
public record ResolvedPolicy(
    List<ResolvedList> lists,
    List<ResolvedMacro> macros,
    List<ResolvedRule> rules,
    Set<String> usedLists) {
  public ResolvedPolicy {
    lists = List.copyOf(lists);
    macros = List.copyOf(macros);
    rules = List.copyOf(rules);
    usedLists = Set.copyOf(usedLists);
  }
}
