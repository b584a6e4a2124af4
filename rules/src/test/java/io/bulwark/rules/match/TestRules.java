package io.bulwark.rules.match;

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

/** Checked rules made of condition texts. */
public final class TestRules {
  public static final EventSchema SCHEMA = EventSchema.standard();
  public static final FieldResolver FIELDS = FieldResolver.standard();

  private TestRules() {}

  public static CheckedRule rule(int order, String condition, String output, Priority priority) {
    Diagnostics found = new Diagnostics();
    LoadOptions options = new LoadOptions(LoadOptions.Compatibility.CORRECTED, false);
    return new PolicyChecker(FIELDS, SCHEMA, options, found)
        .check(
            new RuleText(
                order,
                "rule " + order,
                "",
                SourceText.of(condition, "condition"),
                SourceText.of(output, "output"),
                priority,
                List.of("b", "a"),
                "syscall",
                true,
                false,
                false,
                Span.ofFile("condition")),
            MacroScope.empty())
        .orElseThrow(() -> new AssertionError(condition + ": " + found.sorted()));
  }

  public static CheckedRule rule(int order, String condition) {
    return rule(order, condition, "fired", Priority.WARNING);
  }

  public static List<CheckedRule> rules(List<String> conditions) {
    List<CheckedRule> rules = new ArrayList<>();
    for (String condition : conditions) {
      rules.add(rule(rules.size(), condition));
    }
    return rules;
  }

  public static CheckedPolicy policy(List<CheckedRule> rules) {
    return new CheckedPolicy(rules, Map.of(), Map.of());
  }

  /** The same rule in another place, of another source. */
  public static CheckedRule with(CheckedRule r, int order, String source, boolean enabled) {
    return new CheckedRule(
        order,
        r.name(),
        r.description(),
        r.condition(),
        r.kinds(),
        r.output(),
        r.priority(),
        r.tags(),
        source,
        enabled,
        r.conditionText(),
        r.span());
  }
}
