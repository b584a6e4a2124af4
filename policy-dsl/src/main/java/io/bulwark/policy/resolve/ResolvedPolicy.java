package io.bulwark.policy.resolve;

import io.bulwark.policy.RuleException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All declarations in load order; a redefined one keeps its first place.
 *
 * @param usedLists names of lists that were substituted somewhere
 * @param exceptions rule name → its exceptions, for rules that have some
 * @param engine the newest engine version that a file asks for
 * @param plugins plugin name → version, as files ask for them
 */
public record ResolvedPolicy(
    List<ResolvedList> lists,
    List<ResolvedMacro> macros,
    List<ResolvedRule> rules,
    Set<String> usedLists,
    Map<String, List<RuleException>> exceptions,
    Optional<String> engine,
    Map<String, String> plugins) {
  public ResolvedPolicy {
    lists = List.copyOf(lists);
    macros = List.copyOf(macros);
    rules = List.copyOf(rules);
    usedLists = Set.copyOf(usedLists);
    exceptions = Map.copyOf(exceptions);
    plugins = Map.copyOf(plugins);
  }
}
