package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.syntax.Rhs;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses fields and transformers. */
final class ExprParser {
  private static final List<String> TRANSFORMERS =
      List.of("tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt");

  /** The name that {@code val(field)} has in the tree. */
  static final String VAL = "val";

  private final SourceText source;
  private final Scanner in;
  private final Depth depth;
  private final ParseBudget budget;

  /** Where quoted texts hold a backslash and a blank; only the first of each text. */
  private final Set<Integer> oldEscapes = new LinkedHashSet<>();

  ExprParser(SourceText source, Scanner in, Depth depth, ParseBudget budget) {
    this.budget = budget;
    this.source = source;
    this.in = in;
    this.depth = depth;
  }

  Set<Integer> oldEscapes() {
    return oldEscapes;
  }

  private Span span(int start) {
    return source.span(start, in.at());
  }

  private SyntaxFault fault(String message) {
    return new SyntaxFault(Code.BAD_CONDITION, message, in.at(), in.at() + 1, "");
  }

  /** Takes a transformer's name and its opening parenthesis. */
  Optional<String> transformer() {
    for (String name : TRANSFORMERS) {
      if (in.take(name + "(")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** A field or a transformer, one of which starts here. */
  Expr fieldOrTransformer() throws SyntaxFault {
    int start = in.at();
    if (in.fieldName()) {
      return field(start);
    }
    Optional<String> name = transformer();
    if (name.isEmpty()) {
      throw fault("expected a field or a transformer");
    }
    return transformed(name.get(), start);
  }

  /** The rest of a field whose name, from {@code start}, has been taken. */
  private Expr field(int start) throws SyntaxFault {
    depth.enter(start);
    String name = in.text(start, in.at());
    Optional<String> argument = argument();
    depth.leave();
    return new Expr.FieldExpr(name, argument, span(start));
  }

  private Optional<String> argument() throws SyntaxFault {
    if (!in.take("[")) {
      return Optional.empty();
    }
    String text;
    int start = in.at();
    if (in.quoteFollows()) {
      text = quoted().text();
    } else if (in.bareArgument()) {
      text = in.text(start, in.at());
    } else {
      throw fault("expected a field's argument: a quoted text, or one without blanks");
    }
    if (!in.take("]")) {
      throw fault("expected `]` after a field's argument");
    }
    return Optional.of(text);
  }

  /** The quoted text that starts here. */
  Rhs.Value quoted() throws SyntaxFault {
    int start = in.at();
    int close = in.closingQuote();
    if (close < 0) {
      throw new SyntaxFault(
          Code.UNCLOSED_QUOTE,
          "the text has no closing quote",
          start,
          start + 1,
          "a backslash must not stand right before the closing quote");
    }
    in.back(close + 1);
    Escapes.old(in.text(), start, close).ifPresent(at -> oldEscapes.add(at));
    return new Rhs.Value(
        Escapes.resolve(in.text(), start, close), Rhs.Value.Style.QUOTED, span(start));
  }

  /** The arguments of a transformer whose opening parenthesis has been taken. */
  private Expr transformed(String name, int start) throws SyntaxFault {
    depth.enter(start);
    List<Expr> args = new ArrayList<>();
    do {
      args.add(transformerArgument());
      in.blank();
    } while (in.take(","));
    if (!in.take(")")) {
      throw fault("expected `,` or `)` after an argument of `" + name + "`");
    }
    Optional<String> option = argument();
    depth.leave();
    return new Expr.TransformExpr(name, args, option, span(start));
  }

  private Expr transformerArgument() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    Expr result = in.take("(") ? list(start) : simpleArgument();
    depth.leave();
    return result;
  }

  private Expr simpleArgument() throws SyntaxFault {
    int start = in.at();
    budget.value(start);
    if (in.number()) {
      String text = in.text(start, in.at());
      return new Expr.LiteralExpr(new Rhs.Value(text, Rhs.Value.Style.NUMBER, span(start)));
    }
    if (in.quoteFollows()) {
      return new Expr.LiteralExpr(quoted());
    }
    Optional<String> name = transformer();
    if (name.isPresent()) {
      return transformed(name.get(), start);
    }
    if (in.fieldName()) {
      return field(start);
    }
    throw fault("expected a field, a transformer, a quoted text or a number");
  }

  private Expr list(int start) throws SyntaxFault {
    List<Expr> items = new ArrayList<>();
    in.blank();
    if (!in.take(")")) {
      do {
        in.blank();
        items.add(simpleArgument());
        in.blank();
      } while (in.take(","));
      if (!in.take(")")) {
        throw fault("expected `,` or `)` in a transformer's list");
      }
    }
    return new Expr.ListExpr(items, span(start));
  }

  /** {@code val(field)} or a transformer, if one starts here. */
  Optional<Expr> valOrTransformer() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    Optional<Expr> result = Optional.empty();
    if (in.take(VAL + "(")) {
      result = Optional.of(val(start));
    } else {
      Optional<String> name = transformer();
      if (name.isPresent()) {
        result = Optional.of(transformed(name.get(), start));
      }
    }
    depth.leave();
    return result;
  }

  private Expr val(int start) throws SyntaxFault {
    in.blank();
    int fieldStart = in.at();
    if (!in.fieldName()) {
      throw fault("expected a field inside `val()`");
    }
    Expr field = field(fieldStart);
    in.blank();
    if (!in.take(")")) {
      throw fault("expected `)` after the field of `val`");
    }
    return new Expr.TransformExpr(VAL, List.of(field), argument(), span(start));
  }
}
