package io.bulwark.policy.describe;

import io.bulwark.policy.parse.ConditionPrinter;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.syntax.Rhs;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a loaded condition is made of.
 *
 * @param macros that it names itself, sorted
 * @param lists that it names itself, sorted
 * @param operators of all its tests, those of macros included, sorted
 * @param fields of all its tests, with their arguments, sorted
 * @param compiled the condition with macros and lists in place
 */
public record ConditionDetails(
    List<String> macros,
    List<String> lists,
    List<String> operators,
    List<String> fields,
    String compiled) {
  public ConditionDetails {
    macros = List.copyOf(macros);
    lists = List.copyOf(lists);
    operators = List.copyOf(operators);
    fields = List.copyOf(fields);
  }

  /**
   * @param condition as written, names of macros and lists in it
   * @param macros name → condition
   * @param lists name → items
   */
  public static ConditionDetails of(
      String condition, Map<String, String> macros, Map<String, List<String>> lists) {
    Condition written = Expansion.parse(condition);
    Condition whole = new Expansion(macros, lists).of(written);
    Names names = new Names();
    names.visit(written);
    names.macros.retainAll(macros.keySet());
    names.lists.retainAll(lists.keySet());
    Names all = new Names();
    all.visit(whole);
    String text = ConditionPrinter.print(whole);
    boolean group = whole instanceof Condition.And || whole instanceof Condition.Or;
    return new ConditionDetails(
        List.copyOf(names.macros),
        List.copyOf(names.lists),
        List.copyOf(all.operators),
        List.copyOf(all.fields),
        group ? "(" + text + ")" : text);
  }

  private static final class Names {
    private final TreeSet<String> macros = new TreeSet<>();
    private final TreeSet<String> lists = new TreeSet<>();
    private final TreeSet<String> operators = new TreeSet<>();
    private final TreeSet<String> fields = new TreeSet<>();

    private void visit(Condition condition) {
      switch (condition) {
        case Condition.And and -> and.terms().forEach(this::visit);
        case Condition.Or or -> or.terms().forEach(this::visit);
        case Condition.Not not -> visit(not.term());
        case Condition.MacroCall call -> macros.add(call.name());
        case Condition.Invalid invalid -> {}
        case Condition.Test test -> {
          operators.add(test.op().text());
          expr(test.left());
          right(test.right());
        }
      }
    }

    private void right(Rhs right) {
      switch (right) {
        case Rhs.None none -> {}
        case Rhs.Literal literal -> {}
        case Rhs.ListOf list -> list.values().forEach(value -> lists.add(value.text()));
        case Rhs.ListName list -> lists.add(list.name());
        case Rhs.OfExpr expr -> expr(expr.expr());
      }
    }

    private void expr(Expr expr) {
      switch (expr) {
        case Expr.FieldExpr field ->
            fields.add(field.name() + field.arg().map(arg -> "[" + arg + "]").orElse(""));
        case Expr.TransformExpr transform -> transform.args().forEach(this::expr);
        case Expr.ListExpr list -> list.items().forEach(this::expr);
        case Expr.LiteralExpr literal -> {}
      }
    }
  }
}
