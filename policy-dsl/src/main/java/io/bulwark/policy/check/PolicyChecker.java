package io.bulwark.policy.check;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.lint.ConditionLints;
import io.bulwark.policy.output.OutputTemplate;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.syntax.Condition;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Turns rules whose text is final into checked rules. One per load; not thread-safe. */
public final class PolicyChecker {
  /** Event types beyond which a rule costs more than its author may know. */
  public static final int MANY_KINDS = 100;

  private final Diagnostics diagnostics;
  private final LoadOptions options;
  private final ConditionChecker conditions;
  private final OutputChecker outputs;
  private final EventKinds kinds;
  private final ConditionLints lints;

  /** A checker that reports into {@code diagnostics}. */
  public PolicyChecker(
      FieldResolver fields, EventSchema schema, LoadOptions options, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.options = options;
    conditions = new ConditionChecker(fields, schema, options.compatibility(), diagnostics);
    outputs = new OutputChecker(fields, diagnostics);
    kinds = new EventKinds(schema);
    lints = new ConditionLints(options.compatibility(), diagnostics);
  }

  /**
   * Checks one rule; call in load order.
   *
   * @param scope the macros that the rule can see
   * @return the rule, or nothing if it cannot be used; the reasons are reported
   */
  public Optional<CheckedRule> check(RuleText rule, MacroScope scope) {
    Optional<Diagnostic.Item> item = Optional.of(new Diagnostic.Item("rule", rule.name()));
    Condition tree = ConditionParser.parse(rule.condition(), diagnostics, item);
    return check(rule, tree, scope);
  }

  /**
   * Checks one rule whose condition has been parsed; call in load order.
   *
   * @param tree the rule's condition
   * @param scope the macros that the rule can see
   * @return the rule, or nothing if it cannot be used; the reasons are reported
   */
  public Optional<CheckedRule> check(RuleText rule, Condition tree, MacroScope scope) {
    Optional<Diagnostic.Item> item = Optional.of(new Diagnostic.Item("rule", rule.name()));
    Optional<Cond> cond = conditions.check(tree, scope, item, rule.skipIfUnknown());
    Optional<OutputTemplate> output = output(rule, item);
    if (cond.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    BitSet allowed = kinds.of(cond.get());
    warn(rule, allowed, item);
    if (options.lints()) {
      lints.checkRule(cond.get(), item);
    }
    return Optional.of(
        new CheckedRule(
            rule.order(),
            rule.name(),
            rule.description(),
            cond.get(),
            allowed,
            output.get(),
            rule.priority(),
            rule.tags().stream().sorted().distinct().toList(),
            rule.source(),
            rule.enabled(),
            rule.conditionText(),
            rule.span()));
  }

  private Optional<OutputTemplate> output(RuleText rule, Optional<Diagnostic.Item> item) {
    try {
      return Optional.of(outputs.check(rule.output()));
    } catch (CheckFault fault) {
      Diagnostic problem = fault.diagnostic(item);
      diagnostics.add(rule.skipIfUnknown() ? ConditionChecker.softened(problem) : problem);
      return Optional.empty();
    }
  }

  private void warn(RuleText rule, BitSet allowed, Optional<Diagnostic.Item> item) {
    Span span = rule.condition().span();
    if (allowed.isEmpty() && options.lints()) {
      add(Code.NEVER_MATCHES, span, "the rule can never match: no event type is left", item);
    } else if (allowed.cardinality() > MANY_KINDS && rule.warnEventTypes()) {
      add(
          Code.NO_EVENT_TYPE,
          span,
          "the rule matches " + allowed.cardinality() + " event types",
          item);
    }
  }

  private void add(Code code, Span span, String message, Optional<Diagnostic.Item> item) {
    diagnostics.add(
        new Diagnostic(
            code, code.severity(), span, message, Optional.of(code.fix()), List.of(), item));
  }
}
