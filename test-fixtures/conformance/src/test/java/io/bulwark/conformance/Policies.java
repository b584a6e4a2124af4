package io.bulwark.conformance;

import io.bulwark.event.detection.Priority;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.check.MacroScope;
import io.bulwark.policy.check.PolicyChecker;
import io.bulwark.policy.check.RuleText;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies made of single conditions. */
final class Policies {
  static final EventSchema SCHEMA = EventSchema.standard();
  static final FieldResolver FIELDS = FieldResolver.standard();

  private Policies() {}

  /** One rule for each condition, named by it. */
  static CheckedPolicy of(Iterable<String> conditions) {
    List<CheckedRule> rules = new ArrayList<>();
    for (String condition : conditions) {
      rules.add(rule(rules.size(), condition));
    }
    return new CheckedPolicy(rules, Map.of(), Map.of());
  }

  private static CheckedRule rule(int order, String condition) {
    Diagnostics found = new Diagnostics();
    Optional<CheckedRule> rule =
        new PolicyChecker(FIELDS, SCHEMA, LoadOptions.defaults(), found)
            .check(
                new RuleText(
                    order,
                    condition,
                    "",
                    SourceText.of(condition, "condition"),
                    SourceText.of("fired", "output"),
                    Priority.DEBUG,
                    List.of(),
                    "syscall",
                    true,
                    false,
                    false,
                    Span.ofFile("condition")),
                MacroScope.empty());
    return rule.orElseThrow(() -> new AssertionError(condition + ": " + found.sorted()));
  }
}
