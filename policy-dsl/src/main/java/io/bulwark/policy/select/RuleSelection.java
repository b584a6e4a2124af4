package io.bulwark.policy.select;

import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import java.util.List;

/** Which rules are on: steps applied in order, each turning some rules on or off. */
public record RuleSelection(List<Step> steps) {

  /** What a step is about. */
  public enum Subject {
    /** The rule's name, with {@code *} and {@code ?}. */
    NAME,
    /** One of the rule's tags. */
    TAG
  }

  /** Turns the rules that {@code pattern} names on or off. */
  public record Step(boolean enable, Subject subject, String pattern) {

    boolean names(CheckedRule rule) {
      return switch (subject) {
        case NAME -> NamePattern.matches(pattern, rule.name());
        case TAG -> rule.tags().contains(pattern);
      };
    }
  }

  public RuleSelection {
    steps = List.copyOf(steps);
  }

  /** The policy with these rules on. */
  public CheckedPolicy apply(CheckedPolicy policy) {
    if (steps.isEmpty()) {
      return policy;
    }
    return policy.withRules(
        policy.rules().stream().map(rule -> rule.withEnabled(enabled(rule))).toList());
  }

  /** Steps that name no rule at all: probably typing errors. */
  public List<Step> idle(CheckedPolicy policy) {
    return steps.stream().filter(step -> policy.rules().stream().noneMatch(step::names)).toList();
  }

  private boolean enabled(CheckedRule rule) {
    boolean enabled = rule.enabled();
    for (Step step : steps) {
      enabled = step.names(rule) ? step.enable() : enabled;
    }
    return enabled;
  }
}
