package io.bulwark.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that loaded without error: what matchers, planners and {@code rules list} work from.
 *
 * @param rules in load order, disabled ones included
 * @param macros name → condition as written (after overrides), in load order
 * @param lists name → items (after overrides), in load order
 * @param exceptions rule name → its exceptions, for rules that have some
 * @param engineVersion the newest engine version that a file asks for
 * @param pluginVersions plugin name → version, as files ask for them
 */
public record CheckedPolicy(
    List<CheckedRule> rules,
    Map<String, String> macros,
    Map<String, List<String>> lists,
    Map<String, List<RuleException>> exceptions,
    Optional<String> engineVersion,
    Map<String, String> pluginVersions) {
  public CheckedPolicy {
    rules = List.copyOf(rules);
    macros = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(macros));
    exceptions = Map.copyOf(exceptions);
    pluginVersions = Map.copyOf(pluginVersions);
    lists = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(lists));
  }

  /** A policy whose files asked for nothing. */
  public CheckedPolicy(
      List<CheckedRule> rules, Map<String, String> macros, Map<String, List<String>> lists) {
    this(rules, macros, lists, Map.of(), Optional.empty(), Map.of());
  }

  /** The same with every rule on, whatever the files say. */
  public CheckedPolicy allEnabled() {
    return withRules(rules.stream().map(rule -> rule.withEnabled(true)).toList());
  }

  /** The same macros and lists with other rules. */
  public CheckedPolicy withRules(List<CheckedRule> other) {
    return new CheckedPolicy(other, macros, lists, exceptions, engineVersion, pluginVersions);
  }
}
