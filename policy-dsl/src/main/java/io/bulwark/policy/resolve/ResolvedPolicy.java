package io.bulwark.policy.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All declarations in load order; a redefined one keeps its first place.
 *
 * @param usedLists names of lists that were substituted somewhere
 * @param engine the newest engine version that a file asks for
 * @param plugins plugin name → version, as files ask for them
 */
public record ResolvedPolicy(
    List<ResolvedList> lists,
    List<ResolvedMacro> macros,
    List<ResolvedRule> rules,
    Set<String> usedLists,
    Optional<String> engine,
    Map<String, String> plugins) {
  public ResolvedPolicy {
    lists = List.copyOf(lists);
    macros = List.copyOf(macros);
    rules = List.copyOf(rules);
    usedLists = Set.copyOf(usedLists);
    plugins = Map.copyOf(plugins);
  }
}
