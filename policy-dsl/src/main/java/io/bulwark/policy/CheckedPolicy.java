package io.bulwark.policy;

import java.util.List;
import java.util.Map;

/**
 * Everything that loaded without error: what matchers, planners and {@code rules list} work from.
 *
 * @param rules in load order, disabled ones included
 * @param macros name → condition as written (after overrides), in load order
 * @param lists name → items (after overrides), in load order
 */
public record CheckedPolicy(
    List<CheckedRule> rules, Map<String, String> macros, Map<String, List<String>> lists) {
  public CheckedPolicy {
    rules = List.copyOf(rules);
    macros = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(macros));
    lists = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(lists));
  }
}
