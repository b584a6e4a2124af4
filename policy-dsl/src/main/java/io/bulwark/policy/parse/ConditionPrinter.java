package io.bulwark.policy.parse;

import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.syntax.Rhs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a condition with every group in parentheses, as it was understood. */
public final class ConditionPrinter {
  private ConditionPrinter() {}

  /** One line; tests as they could be written, without their comments and line breaks. */
  public static String print(Condition condition) {
    return switch (condition) {
      case Condition.Or or -> joined(or.terms(), " or ");
      case Condition.And and -> joined(and.terms(), " and ");
      case Condition.Not not -> "not " + grouped(not.term());
      case Condition.MacroCall call -> call.name();
      case Condition.Test test -> test(test);
      case Condition.Invalid invalid -> "?";
    };
  }

  private static String joined(List<Condition> terms, String word) {
    return terms.stream().map(ConditionPrinter::grouped).collect(Collectors.joining(word));
  }

  private static String grouped(Condition term) {
    return switch (term) {
      case Condition.Or or -> "(" + print(or) + ")";
      case Condition.And and -> "(" + print(and) + ")";
      case Condition.Not not -> print(not);
      case Condition.MacroCall call -> print(call);
      case Condition.Test test -> print(test);
      case Condition.Invalid invalid -> print(invalid);
    };
  }

  private static String test(Condition.Test test) {
    String left = print(test.left()) + " " + test.op().text();
    return switch (test.right()) {
      case Rhs.None none -> left;
      case Rhs.Literal literal -> left + " " + value(literal.value());
      case Rhs.ListOf list ->
          left
              + list.modifier().map(m -> " " + m.name().toLowerCase(Locale.ROOT)).orElse("")
              + " "
              + list.values().stream()
                  .map(ConditionPrinter::value)
                  .collect(Collectors.joining(", ", "(", ")"));
      case Rhs.ListName name -> left + " " + name.name();
      case Rhs.OfExpr expr -> left + " " + print(expr.expr());
    };
  }

  private static String print(Expr expr) {
    return switch (expr) {
      case Expr.FieldExpr field -> field.name() + bracketed(field.arg());
      case Expr.TransformExpr transform ->
          transform.name() + arguments(transform.args()) + bracketed(transform.arg());
      case Expr.LiteralExpr literal -> value(literal.value());
      case Expr.ListExpr list -> arguments(list.items());
    };
  }

  private static String arguments(List<Expr> args) {
    return args.stream().map(ConditionPrinter::print).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String bracketed(Optional<String> argument) {
    return argument.map(text -> "[" + text + "]").orElse("");
  }

  private static String value(Rhs.Value value) {
    return switch (value.style()) {
      case BARE, NUMBER -> value.text();
      case QUOTED -> "\"" + value.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    };
  }
}
