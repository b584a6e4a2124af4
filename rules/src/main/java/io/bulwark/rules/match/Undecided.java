package io.bulwark.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts, for each rule, events that it could not decide: a container's metadata was not known, and
 * the rule might have fired with it. Such a test is false all the same.
 *
 * <p>Looks only at events of unknown containers, which are few, and allocates nothing.
 */
final class Undecided {
  private enum Truth {
    NO,
    YES,
    UNKNOWN
  }

  private static final MatchPlan.PlannedRule[] NONE = {};

  private final MatchPlan.PlannedRule[][] byKind;
  private final long[] counts;

  private Undecided(MatchPlan.PlannedRule[][] byKind, int rules) {
    this.byKind = byKind;
    counts = new long[rules];
  }

  /** Counters for the rules of {@code plan} that ask for metadata. */
  static Undecided of(MatchPlan plan, int kinds, int rules) {
    MatchPlan.PlannedRule[][] byKind = new MatchPlan.PlannedRule[kinds][];
    Arrays.fill(byKind, NONE);
    Map<Expr, Boolean> asks = new IdentityHashMap<>();
    for (MatchPlan.Group group : plan.groups()) {
      List<MatchPlan.PlannedRule> concerned = new ArrayList<>();
      for (MatchPlan.PlannedRule rule : group.rules()) {
        if (asks(rule.condition(), asks)) {
          concerned.add(rule);
        }
      }
      MatchPlan.PlannedRule[] array = concerned.toArray(NONE);
      BitSet of = group.kinds();
      for (int kind = of.nextSetBit(0); kind >= 0; kind = of.nextSetBit(kind + 1)) {
        byKind[kind] = array;
      }
    }
    return new Undecided(byKind, rules);
  }

  private static boolean asks(Expr expr, Map<Expr, Boolean> known) {
    Boolean answer = known.get(expr);
    if (answer == null) {
      answer =
          switch (expr.node()) {
            case Node.Junction(boolean all, List<Expr> terms) -> anyAsks(terms, known);
            case Node.Not(Expr term) -> asks(term, known);
            case Node.Const c -> false;
            case Node.KindIn k -> false;
            case Node.TextBit t -> isMetadata(t.slot().name());
            case Node.ListBit t -> isMetadata(t.slot().name());
            case Node.TextPresent t -> isMetadata(t.slot().name());
            case Node.ListPresent t -> isMetadata(t.slot().name());
            case Node.NumberPresent t -> isMetadata(t.slot().name());
            case Node.NumberCompare t -> isMetadata(t.slot().name());
            case Node.NumberMember t -> isMetadata(t.slot().name());
            case Node.Asked t -> isMetadata(t.text());
          };
      known.put(expr, answer);
    }
    return answer;
  }

  private static boolean anyAsks(List<Expr> terms, Map<Expr, Boolean> known) {
    for (Expr term : terms) {
      if (asks(term, known)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a field, or one inside a transformer, comes with the metadata. */
  private static boolean isMetadata(String operand) {
    return operand.contains("k8s.")
        || operand.contains("container.")
            && !operand.contains("container.id")
            && !operand.contains("container.start_ts")
            && !operand.contains("container.duration");
  }

  /** Whether a rule that can match events of this kind asks for metadata. */
  boolean concerns(int kind) {
    return kind >= 0 && kind < byKind.length && byKind[kind].length > 0;
  }

  /** Counts the current event, of an unknown container. */
  void count(int kind) {
    for (MatchPlan.PlannedRule rule : byKind[kind]) {
      if (truth(rule.condition()) == Truth.UNKNOWN) {
        counts[rule.place()]++;
      }
    }
  }

  /** Events that the rule at this place could not decide. */
  long of(int place) {
    return counts[place];
  }

  private static Truth truth(Expr expr) {
    return switch (expr.node()) {
      case Node.Junction(boolean all, List<Expr> terms) -> junction(all, terms);
      case Node.Not(Expr term) ->
          switch (truth(term)) {
            case NO -> Truth.YES;
            case YES -> Truth.NO;
            case UNKNOWN -> Truth.UNKNOWN;
          };
      case Node.TextBit t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.TextPresent t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.ListBit t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.ListPresent t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.NumberPresent t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.NumberCompare t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.NumberMember t -> leaf(expr, t.slot().name(), t.slot().present());
      case Node.Asked t -> leaf(expr, t.text(), false);
      case Node.Const c -> known(expr);
      case Node.KindIn k -> known(expr);
    };
  }

  private static Truth leaf(Expr expr, String operand, boolean present) {
    return !present && isMetadata(operand) ? Truth.UNKNOWN : known(expr);
  }

  private static Truth known(Expr expr) {
    return Interpreter.test(expr) ? Truth.YES : Truth.NO;
  }

  private static Truth junction(boolean all, List<Expr> terms) {
    Truth decisive = all ? Truth.NO : Truth.YES;
    Truth result = all ? Truth.YES : Truth.NO;
    for (int i = 0; i < terms.size(); i++) {
      Truth term = truth(terms.get(i));
      if (term == decisive) {
        return decisive;
      }
      if (term == Truth.UNKNOWN) {
        result = Truth.UNKNOWN;
      }
    }
    return result;
  }
}
