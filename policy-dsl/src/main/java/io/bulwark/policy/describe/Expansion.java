package io.bulwark.policy.describe;

import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Rhs;
import io.bulwark.policy.syntax.Rhs.Value;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts macros and lists in the place of their names, in a tree. */
final class Expansion {
  private final Map<String, String> macros;
  private final Map<String, List<String>> lists;
  private final Map<String, Condition> bodies = new HashMap<>();

  Expansion(Map<String, String> macros, Map<String, List<String>> lists) {
    this.macros = macros;
    this.lists = lists;
  }

  static Condition parse(String text) {
    return ConditionParser.parse(
        SourceText.of(text, "condition"), new Diagnostics(), Optional.empty());
  }

  Condition of(Condition condition) {
    return switch (condition) {
      case Condition.And and -> new Condition.And(all(and.terms()), and.span());
      case Condition.Or or -> new Condition.Or(all(or.terms()), or.span());
      case Condition.Not not -> new Condition.Not(of(not.term()), not.span());
      case Condition.MacroCall call -> macros.containsKey(call.name()) ? body(call.name()) : call;
      case Condition.Invalid invalid -> invalid;
      case Condition.Test test ->
          new Condition.Test(
              test.left(), test.op(), test.opSpan(), right(test.right()), test.span());
    };
  }

  private List<Condition> all(List<Condition> terms) {
    return terms.stream().map(this::of).toList();
  }

  /** A loaded macro leads to no circle, so this ends. */
  private Condition body(String macro) {
    Condition known = bodies.get(macro);
    if (known == null) {
      known = of(parse(macros.getOrDefault(macro, "")));
      bodies.put(macro, known);
    }
    return known;
  }

  private Rhs right(Rhs right) {
    return switch (right) {
      case Rhs.None none -> none;
      case Rhs.Literal literal -> literal;
      case Rhs.OfExpr expr -> expr;
      case Rhs.ListOf list -> new Rhs.ListOf(values(list.values()), list.modifier(), list.span());
      case Rhs.ListName(String name, var span) -> {
        Value value = new Value(name, Value.Style.BARE, span);
        yield lists.containsKey(name)
            ? new Rhs.ListOf(values(List.of(value)), Optional.empty(), span)
            : right;
      }
    };
  }

  private List<Value> values(List<Value> values) {
    List<Value> out = new ArrayList<>();
    for (Value value : values) {
      List<String> items = lists.get(value.text());
      if (items == null) {
        out.add(value);
      } else {
        items.forEach(item -> out.add(value(item, value)));
      }
    }
    return out;
  }

  private static Value value(String item, Value place) {
    boolean quotes = item.isEmpty() || item.chars().anyMatch(c -> " \t()\"'=,".indexOf(c) >= 0);
    return new Value(item, quotes ? Value.Style.QUOTED : Value.Style.BARE, place.span());
  }
}
