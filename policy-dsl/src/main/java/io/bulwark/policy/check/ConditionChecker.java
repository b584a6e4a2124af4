package io.bulwark.policy.check;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.field.NearestNames;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Severity;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.syntax.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks conditions of one load. Each macro is checked once and its result shared, so its findings
 * appear once however many rules use it. Not thread-safe.
 */
public final class ConditionChecker {
  /** Tests and connectives of a condition with all macros in place. */
  public static final long MAX_NODES = 1_000_000;

  /** Levels of a condition with all macros in place; readers may recurse that deep. */
  public static final int MAX_DEPTH = 1_000;

  /** How deep macros may use each other. */
  private static final int MAX_MACRO_DEPTH = 100;

  private record Checked(Cond cond, long nodes, int depth, Set<Diagnostic> problems) {
    static Checked of(Cond cond) {
      return new Checked(cond, 1, 1, Set.of());
    }

    static Checked failed(Diagnostic problem) {
      return new Checked(new Cond.Const(false), 1, 1, Set.of(problem));
    }
  }

  private final TestChecker tests;
  private final Diagnostics diagnostics;
  private final Set<Diagnostic> reported = new HashSet<>();
  private final Map<MacroScope.Macro, Checked> macros = new IdentityHashMap<>();
  private final Map<MacroScope.Macro, Boolean> open = new IdentityHashMap<>();

  /** A checker that reports into {@code diagnostics}. */
  public ConditionChecker(
      FieldResolver fields,
      EventSchema schema,
      Compatibility compatibility,
      Diagnostics diagnostics) {
    tests =
        new TestChecker(
            new OperandChecker(fields, diagnostics), schema, compatibility, diagnostics);
    this.diagnostics = diagnostics;
  }

  /**
   * Checks a condition with the macros it uses.
   *
   * @param item what the condition belongs to
   * @param skipIfUnknown whether unknown fields, event types and event arguments are warnings
   * @return the typed condition, or nothing if it cannot be used; the reasons are reported
   */
  public Optional<Cond> check(
      Condition condition,
      MacroScope scope,
      Optional<Diagnostic.Item> item,
      boolean skipIfUnknown) {
    Checked checked = visit(condition, scope, item);
    for (Diagnostic problem : checked.problems()) {
      Diagnostic shown = skipIfUnknown ? softened(problem) : problem;
      if (reported.add(shown)) {
        diagnostics.add(shown);
      }
    }
    return checked.problems().isEmpty() && !hasInvalid(condition)
        ? Optional.of(checked.cond())
        : Optional.empty();
  }

  private static boolean hasInvalid(Condition condition) {
    return switch (condition) {
      case Condition.Invalid invalid -> true;
      case Condition.And and -> and.terms().stream().anyMatch(ConditionChecker::hasInvalid);
      case Condition.Or or -> or.terms().stream().anyMatch(ConditionChecker::hasInvalid);
      case Condition.Not not -> hasInvalid(not.term());
      case Condition.MacroCall call -> false;
      case Condition.Test test -> false;
    };
  }

  static Diagnostic softened(Diagnostic problem) {
    return switch (problem.code()) {
      case UNKNOWN_FIELD, UNKNOWN_EVENT_TYPE, UNKNOWN_OUTPUT_FIELD ->
          new Diagnostic(
              Code.UNKNOWN_FILTER,
              Severity.WARNING,
              problem.span(),
              problem.message() + "; the rule is left out",
              problem.hint(),
              problem.notes(),
              problem.item());
      default -> problem;
    };
  }

  private Checked visit(Condition condition, MacroScope scope, Optional<Diagnostic.Item> item) {
    return switch (condition) {
      case Condition.And and -> nary(and.terms(), scope, item, true, and.span());
      case Condition.Or or -> nary(or.terms(), scope, item, false, or.span());
      case Condition.Not not -> not(not, scope, item);
      case Condition.MacroCall call -> macro(call, scope, item);
      case Condition.Test test -> test(test, item);
      case Condition.Invalid invalid -> Checked.of(new Cond.Const(false));
    };
  }

  private Checked test(Condition.Test test, Optional<Diagnostic.Item> item) {
    try {
      return Checked.of(tests.check(test));
    } catch (CheckFault fault) {
      return Checked.failed(fault.diagnostic(item));
    }
  }

  private Checked not(Condition.Not not, MacroScope scope, Optional<Diagnostic.Item> item) {
    Checked inner = visit(not.term(), scope, item);
    Cond cond =
        inner.cond() instanceof Cond.Const(boolean value)
            ? new Cond.Const(!value)
            : new Cond.Not(inner.cond());
    return grown(cond, List.of(inner), not.span(), item);
  }

  private Checked nary(
      List<Condition> terms,
      MacroScope scope,
      Optional<Diagnostic.Item> item,
      boolean and,
      Span span) {
    List<Checked> parts = new ArrayList<>(terms.size());
    for (Condition term : terms) {
      parts.add(visit(term, scope, item));
    }
    List<Cond> conds =
        parts.stream()
            .map(Checked::cond)
            .filter(c -> !(c instanceof Cond.Const(boolean value) && value == and))
            .toList();
    Cond cond;
    if (conds.isEmpty()) {
      cond = new Cond.Const(and);
    } else if (conds.contains(new Cond.Const(!and))) {
      cond = new Cond.Const(!and);
    } else if (conds.size() == 1) {
      cond = conds.getFirst();
    } else {
      cond = and ? new Cond.And(conds) : new Cond.Or(conds);
    }
    return grown(cond, parts, span, item);
  }

  /** The result made of {@code parts}, unless it is larger than readers can bear. */
  private static Checked grown(
      Cond cond, List<Checked> parts, Span span, Optional<Diagnostic.Item> item) {
    long nodes = 1;
    int depth = 0;
    Set<Diagnostic> problems = new LinkedHashSet<>();
    for (Checked part : parts) {
      nodes += part.nodes();
      depth = Math.max(depth, part.depth());
      problems.addAll(part.problems());
    }
    if (nodes > MAX_NODES || depth >= MAX_DEPTH) {
      return fault(
          Code.CONDITION_TOO_LARGE,
          "the condition has too many parts or levels with its macros in place",
          span,
          item);
    }
    return new Checked(cond, nodes, depth + 1, problems);
  }

  private static Checked fault(
      Code code, String message, Span span, Optional<Diagnostic.Item> item) {
    return Checked.failed(new CheckFault(code, message, span).diagnostic(item));
  }

  private Checked macro(
      Condition.MacroCall call, MacroScope scope, Optional<Diagnostic.Item> item) {
    Optional<MacroScope.Macro> found = scope.find(call.name());
    if (found.isEmpty()) {
      return unknown(call, scope, item);
    }
    MacroScope.Macro macro = found.get();
    if (open.containsKey(macro)) {
      return fault(Code.MACRO_LOOP, "macro `" + call.name() + "` uses itself", call.span(), item);
    }
    Checked body = macros.get(macro);
    if (body == null) {
      if (open.size() >= MAX_MACRO_DEPTH) {
        return fault(
            Code.CONDITION_TOO_LARGE, "macros use each other too deeply", call.span(), item);
      }
      open.put(macro, true);
      body = visit(macro.condition(), macro.inner(), Optional.of(macro.item()));
      open.remove(macro);
      macros.put(macro, body);
    }
    Cond cond =
        body.cond() instanceof Cond.Const
            ? body.cond()
            : new Cond.Named(call.name(), body.cond(), call.span());
    return grown(cond, List.of(body), call.span(), item);
  }

  private Checked unknown(
      Condition.MacroCall call, MacroScope scope, Optional<Diagnostic.Item> item) {
    String near = diagnostics.maySuggest() ? nearest(call.name(), scope) : "";
    String hint = near.isEmpty() ? Code.UNKNOWN_MACRO.fix() : near;
    return Checked.failed(
        new CheckFault(Code.UNKNOWN_MACRO, "unknown macro `" + call.name() + "`", call.span(), hint)
            .diagnostic(item));
  }

  private static String nearest(String wrong, MacroScope scope) {
    return Diagnostics.didYouMean(NearestNames.of(wrong, scope.names()));
  }
}
