package io.bulwark.rules.match;

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
  private final Undecided undecided;

  private Matcher(
      Clock clock,
      MatchState state,
      @Nullable Runner[] byKind,
      MatchPlan plan,
      Slots slots,
      Undecided undecided) {
    this.undecided = undecided;
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
      conditions.add(lowering.lower(rule.condition()));
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
    Undecided undecided = Undecided.of(plan, schema.kindCount(), rules.size());
    return new Matcher(clock, state, byKind, plan, slots, undecided);
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

  /** Whether rules that can match events of this kind ask for a container's metadata. */
  public boolean asksForMetadata(int kind) {
    return undecided.concerns(kind);
  }

  /**
   * Counts the event of the last {@link #match} for rules that could not decide it, because the
   * metadata of its container is not known.
   */
  public void countUndecided(int kind) {
    undecided.count(kind);
  }

  /** Events that a rule, by its place, could not decide. */
  public long undecided(int place) {
    return undecided.of(place);
  }

  /** What was compiled, as text. */
  public String plan(List<String> ruleNames, EventSchema schema) {
    return PlanPrinter.print(plan, slots, ruleNames, schema);
  }
}
