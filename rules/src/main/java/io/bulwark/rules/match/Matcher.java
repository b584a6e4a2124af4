package io.bulwark.rules.match;

import com.google.re2j.PatternSyntaxException;
import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions.Compatibility;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compiled rules over one source's current event. Not thread-safe. */
public final class Matcher {
  private final Clock clock;
  private final MatchState state;
  private final @Nullable Runner[] byKind;
  private final MatchPlan plan;
  private final Slots slots;

  private Matcher(
      Clock clock, MatchState state, @Nullable Runner[] byKind, MatchPlan plan, Slots slots) {
    this.clock = clock;
    this.state = state;
    this.byKind = byKind;
    this.plan = plan;
    this.slots = slots;
  }

  /**
   * Compiles rules.
   *
   * @param rules in load order; a rule that fired is named by its place in this list
   * @param first whether the first rule that matches ends an event
   * @throws IllegalArgumentException if a condition holds an invalid regular expression
   */
  public static Matcher compile(
      List<CheckedRule> rules,
      FieldBinder binder,
      EventSchema schema,
      boolean first,
      Compatibility compatibility) {
    return compile(rules, binder, schema, first, compatibility, bytes -> {});
  }

  /** As the other; {@code written} is told each class file. */
  static Matcher compile(
      List<CheckedRule> rules,
      FieldBinder binder,
      EventSchema schema,
      boolean first,
      Compatibility compatibility,
      Consumer<byte[]> written) {
    Clock clock = new Clock();
    Exprs exprs = new Exprs();
    Slots slots = new Slots(binder, clock);
    Lowering lowering = new Lowering(exprs, slots, schema, compatibility);
    List<Expr> conditions = new ArrayList<>(rules.size());
    List<BitSet> kinds = new ArrayList<>(rules.size());
    for (CheckedRule rule : rules) {
      conditions.add(lowered(lowering, rule));
      kinds.add(rule.kinds());
    }
    slots.complete();
    MatchPlan plan = new Planner(exprs, schema.kindCount()).plan(conditions, kinds);
    MatchState state = new MatchState(plan.shared().size());
    List<Runner> runners = new Compiler(plan, state, first, written).compile();
    @Nullable Runner[] byKind = new Runner[schema.kindCount()];
    for (int i = 0; i < runners.size(); i++) {
      BitSet of = plan.groups().get(i).kinds();
      for (int kind = of.nextSetBit(0); kind >= 0; kind = of.nextSetBit(kind + 1)) {
        byKind[kind] = runners.get(i);
      }
    }
    return new Matcher(clock, state, byKind, plan, slots);
  }

  private static Expr lowered(Lowering lowering, CheckedRule rule) {
    try {
      return lowering.lower(rule.condition());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "rule `" + rule.name() + "`: invalid regular expression: " + e.getMessage(), e);
    }
  }

  /** Tests the current event, of this kind: how many rules fired. */
  public int match(int kind) {
    Runner runner = kind >= 0 && kind < byKind.length ? byKind[kind] : null;
    if (runner == null) {
      return 0;
    }
    clock.now++;
    state.clear();
    runner.run();
    return state.firedCount();
  }

  /** The place of a rule that fired in the last {@link #match}. */
  public int fired(int index) {
    return state.firedRule(index);
  }

  /** What was compiled, as text. */
  public String plan(List<String> ruleNames, EventSchema schema) {
    return PlanPrinter.print(plan, slots, ruleNames, schema);
  }
}
