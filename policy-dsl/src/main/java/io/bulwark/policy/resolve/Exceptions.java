package io.bulwark.policy.resolve;

import io.bulwark.policy.RuleException;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.load.ExceptionDecl;
import io.bulwark.policy.load.ExceptionDecl.Fields;
import io.bulwark.policy.load.ExceptionDecl.Value;
import io.bulwark.policy.syntax.Op;
import io.bulwark.policy.text.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Writes exceptions into a condition: {@code (condition) and not (…) and not (…)}.
 *
 * <p>One field: {@code field in (values)}. Several: one conjunction a row of values.
 */
final class Exceptions {
  private static final Set<String> EXPRESSIONS =
      Set.of("val", "tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt");

  private Exceptions() {}

  /** The condition with its exceptions. */
  static SourceText apply(SourceText condition, List<ExceptionDecl> exceptions)
      throws ResolveFault {
    SourceText.Builder out = new SourceText.Builder();
    boolean any = false;
    for (ExceptionDecl exception : exceptions) {
      Fields fields = exception.fields().orElseThrow();
      if (exception.values().isEmpty()) {
        continue;
      }
      Span place = exception.span();
      if (!any) {
        out.appendSynthetic("(", place).append(condition).appendSynthetic(")", place);
        any = true;
      }
      out.appendSynthetic(" and not (", place);
      if (fields.list()) {
        rows(exception, fields, out);
      } else {
        single(exception, fields, out);
      }
      out.appendSynthetic(")", place);
    }
    return any ? out.build() : condition;
  }

  /** What the exceptions compare, defaults filled in. */
  static List<RuleException> describe(List<ExceptionDecl> exceptions) {
    return exceptions.stream().map(Exceptions::describe).toList();
  }

  private static RuleException describe(ExceptionDecl exception) {
    List<String> fields =
        exception.fields().map(Fields::names).orElse(List.of()).stream()
            .map(name -> name.text().strip())
            .toList();
    boolean several = exception.fields().map(Fields::list).orElse(false);
    List<String> operators =
        exception.comps().isEmpty()
            ? fields.stream().map(field -> several ? "=" : "in").toList()
            : exception.comps().stream().map(comp -> comp.text().strip()).toList();
    return new RuleException(exception.name(), fields, operators);
  }

  /** Whether the exception's shape fits: called when it is defined or changed. */
  static void require(ExceptionDecl exception) throws ResolveFault {
    if (exception.fields().isEmpty()) {
      throw fault(
          exception.span(),
          "exception `" + exception.name() + "` has no `fields`",
          "repeat `fields`");
    }
    Fields fields = exception.fields().get();
    if (fields.list() != exception.compsAreList() && !exception.comps().isEmpty()) {
      throw fault(
          exception.span(), "`fields` and `comps` must both be texts, or both be lists", "");
    }
    if (fields.list()
        && !exception.comps().isEmpty()
        && exception.comps().size() != fields.names().size()) {
      throw fault(exception.span(), "`fields` and `comps` have different lengths", "");
    }
    for (SourceText comp : exception.comps()) {
      requireOperator(comp);
    }
    if (!fields.list() && !exception.comps().isEmpty()) {
      String comp = exception.comps().getFirst().text().strip();
      if (!isListOperator(comp)) {
        throw fault(
            exception.comps().getFirst().span(),
            "operator `" + comp + "` cannot compare a single field with a list of values",
            "use in, pmatch, intersects, or an operator with oneof, anyof or allof");
      }
    }
  }

  private static void requireOperator(SourceText comp) throws ResolveFault {
    String text = comp.text().strip();
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    boolean known =
        word.equals("==") || Arrays.stream(Op.values()).anyMatch(op -> op.text().equals(word));
    if (!known || word.equals(Op.EXISTS.text())) {
      throw fault(comp.span(), "`" + text + "` is no operator", "such as =, in or startswith");
    }
  }

  private static boolean isListOperator(String comp) {
    return switch (comp) {
      case "in", "pmatch", "intersects" -> true;
      default -> comp.endsWith(" oneof") || comp.endsWith(" anyof") || comp.endsWith(" allof");
    };
  }

  private static void single(ExceptionDecl exception, Fields fields, SourceText.Builder out)
      throws ResolveFault {
    Span place = exception.span();
    out.append(fields.names().getFirst()).appendSynthetic(" ", place);
    if (exception.comps().isEmpty()) {
      out.appendSynthetic("in", place);
    } else {
      out.append(exception.comps().getFirst());
    }
    out.appendSynthetic(" (", place);
    texts(exception.values(), out, place);
    out.appendSynthetic(")", place);
  }

  private static void texts(List<Value> values, SourceText.Builder out, Span place)
      throws ResolveFault {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.appendSynthetic(", ", place);
      }
      switch (values.get(i)) {
        case Value.One(SourceText text) -> quoted(text, out);
        case Value.Many many ->
            throw fault(many.span(), "a list of values stands where one value was expected", "");
      }
    }
  }

  private static void rows(ExceptionDecl exception, Fields fields, SourceText.Builder out)
      throws ResolveFault {
    Span place = exception.span();
    for (int row = 0; row < exception.values().size(); row++) {
      if (!(exception.values().get(row) instanceof Value.Many(List<Value> values, Span span))) {
        throw fault(
            exception.values().get(row).span(), "a row of values is a list, one a field", "");
      }
      if (values.size() != fields.names().size()) {
        throw fault(
            span,
            "the row has " + values.size() + " values for " + fields.names().size() + " fields",
            "");
      }
      out.appendSynthetic(row > 0 ? " or (" : "(", place);
      for (int i = 0; i < values.size(); i++) {
        out.appendSynthetic(i > 0 ? " and " : "", place);
        out.append(fields.names().get(i)).appendSynthetic(" ", place);
        String comp = comp(exception, i, out);
        out.appendSynthetic(" ", place);
        value(values.get(i), isListOperator(comp), out);
      }
      out.appendSynthetic(")", place);
    }
  }

  private static String comp(ExceptionDecl exception, int i, SourceText.Builder out) {
    if (exception.comps().isEmpty()) {
      out.appendSynthetic("=", exception.span());
      return "=";
    }
    out.append(exception.comps().get(i));
    return exception.comps().get(i).text().strip();
  }

  private static void value(Value value, boolean list, SourceText.Builder out) throws ResolveFault {
    switch (value) {
      case Value.One(SourceText text) -> {
        // A text for a list operator is a list as written, with or without its parentheses.
        boolean wrap = list && !text.text().startsWith("(");
        out.appendSynthetic(wrap ? "(" : "", text.span());
        if (list && (!wrap || text.text().indexOf(',') >= 0)) {
          out.append(text);
        } else {
          quoted(text, out);
        }
        out.appendSynthetic(wrap ? ")" : "", text.span());
      }
      case Value.Many(List<Value> values, Span span) -> {
        out.appendSynthetic("(", span);
        texts(values, out, span);
        out.appendSynthetic(")", span);
      }
    }
  }

  private static void quoted(SourceText text, SourceText.Builder out) {
    boolean bare = Quoting.needed(text.text()) && !isExpression(text.text());
    out.appendSynthetic(bare ? "\"" : "", text.span());
    out.append(text);
    out.appendSynthetic(bare ? "\"" : "", text.span());
  }

  /** A transformer or {@code val()} may hold blanks of its own. */
  private static boolean isExpression(String text) {
    int open = text.indexOf('(');
    return open > 0 && EXPRESSIONS.contains(text.substring(0, open));
  }

  private static ResolveFault fault(Span span, String message, String hint) {
    return new ResolveFault(
        Code.BAD_EXCEPTION, span, message, hint.isEmpty() ? Code.BAD_EXCEPTION.fix() : hint);
  }
}
