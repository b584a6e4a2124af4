package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import io.bulwark.policy.syntax.Rhs;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses tests: a field or transformer, an operator, a right side. */
final class TestParser {
  private static final List<Op> NUMBER_OPS = List.of(Op.LE, Op.LT, Op.GE, Op.GT);
  private static final List<Op> WORD_OPS =
      List.of(
          Op.GLOB,
          Op.IGLOB,
          Op.CONTAINS,
          Op.ICONTAINS,
          Op.BCONTAINS,
          Op.STARTSWITH,
          Op.BSTARTSWITH,
          Op.ENDSWITH,
          Op.REGEX);
  private static final List<Op> LIST_OPS = List.of(Op.INTERSECTS, Op.IN, Op.PMATCH);

  private final SourceText source;
  private final Scanner in;
  private final Depth depth;
  private final ExprParser exprs;
  private final ParseBudget budget;

  TestParser(SourceText source, Scanner in, Depth depth, ParseBudget budget) {
    this.budget = budget;
    this.source = source;
    this.in = in;
    this.depth = depth;
    exprs = new ExprParser(source, in, depth, budget);
  }

  private Span span(int start) {
    return source.span(start, in.at());
  }

  private SyntaxFault fault(String message, String hint) {
    return new SyntaxFault(Code.BAD_CONDITION, message, in.at(), in.at() + 1, hint);
  }

  /** Where quoted texts hold a backslash and a blank. */
  Set<Integer> oldEscapes() {
    return exprs.oldEscapes();
  }

  /** Whether a field or a transformer starts here. */
  boolean leftFollows() {
    int start = in.at();
    boolean found = in.fieldName() || exprs.transformer().isPresent();
    in.back(start);
    return found;
  }

  Condition test() throws SyntaxFault {
    int start = in.at();
    budget.test(start);
    Expr left = exprs.fieldOrTransformer();
    depth.enter(in.at());
    in.blank();
    int opStart = in.at();
    if (in.take("exists")) {
      depth.leave();
      return new Condition.Test(left, Op.EXISTS, span(opStart), new Rhs.None(), span(start));
    }
    Op op = operator();
    int opEnd = opStart + (in.text().startsWith("==", opStart) ? 2 : op.text().length());
    Rhs right =
        switch (op) {
          case EXISTS -> new Rhs.None();
          case LT, LE, GT, GE -> number();
          case IN, INTERSECTS, PMATCH -> listOrExpr();
          case EQ,
              NE,
              CONTAINS,
              ICONTAINS,
              BCONTAINS,
              STARTSWITH,
              BSTARTSWITH,
              ENDSWITH,
              GLOB,
              IGLOB,
              REGEX ->
              textOrList(op);
        };
    depth.leave();
    return new Condition.Test(left, op, source.span(opStart, opEnd), right, span(start));
  }

  private Op operator() throws SyntaxFault {
    for (Op op : NUMBER_OPS) {
      if (in.take(op.text())) {
        return op;
      }
    }
    if (in.take("==") || in.take("=")) {
      return Op.EQ;
    }
    if (in.take("!=")) {
      return Op.NE;
    }
    for (Op op : WORD_OPS) {
      if (in.takeWithBlank(op.text())) {
        return op;
      }
    }
    for (Op op : LIST_OPS) {
      if (in.take(op.text())) {
        return op;
      }
    }
    boolean glued = WORD_OPS.stream().anyMatch(op -> in.text().startsWith(op.text(), in.at()));
    throw fault(
        "expected an operator such as `=`, `in` or `contains`",
        glued ? "put a blank after the operator" : "");
  }

  private Rhs number() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    Optional<Expr> expr = exprs.valOrTransformer();
    Rhs right;
    if (expr.isPresent()) {
      right = new Rhs.OfExpr(expr.get());
    } else {
      int start = in.at();
      if (!in.number()) {
        throw fault("expected a number, `val(field)` or a transformer", "");
      }
      right = new Rhs.Literal(bare(start, Rhs.Value.Style.NUMBER));
    }
    depth.leave();
    return right;
  }

  private Rhs.Value bare(int start, Rhs.Value.Style style) {
    return new Rhs.Value(in.text(start, in.at()), style, span(start));
  }

  private Rhs textOrList(Op op) throws SyntaxFault {
    boolean blank = Character.isLetter(op.text().charAt(0)) || in.blank();
    int start = in.at();
    Optional<Modifier> modifier = blank ? modifier() : Optional.empty();
    if (modifier.isPresent() && listFollows()) {
      return modified(modifier.get());
    }
    in.back(start);
    depth.enter(start);
    in.blank();
    Optional<Expr> expr = exprs.valOrTransformer();
    if (expr.isPresent()) {
      depth.leave();
      return new Rhs.OfExpr(expr.get());
    }
    Rhs.@Nullable Value value = text();
    if (value == null) {
      throw fault("expected a text, `val(field)` or a transformer", "");
    }
    depth.leave();
    return new Rhs.Literal(value);
  }

  private Optional<Modifier> modifier() {
    for (Modifier modifier : Modifier.values()) {
      if (in.takeWithBlank(modifier.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(modifier);
      }
    }
    return Optional.empty();
  }

  private boolean listFollows() {
    if (in.peek(in.at()) == '(') {
      return true;
    }
    return in.identifierFollows() && !keyword("and") && !keyword("or") && !keyword("not");
  }

  private boolean keyword(String word) {
    char after = in.peek(in.at() + word.length());
    return in.text().startsWith(word, in.at()) && (after == '_' || !Scanner.isWordPart(after));
  }

  private Rhs modified(Modifier modifier) throws SyntaxFault {
    depth.enter(in.at());
    int start = in.at();
    List<Rhs.Value> values;
    if (in.take("(")) {
      values = items();
    } else if (in.identifier()) {
      values = List.of(bare(start, Rhs.Value.Style.BARE));
    } else {
      throw fault("expected a list or a list's name", "");
    }
    depth.leave();
    return new Rhs.ListOf(values, Optional.of(modifier), span(start));
  }

  private Rhs listOrExpr() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    Rhs right;
    if (in.take("(")) {
      right = new Rhs.ListOf(items(), Optional.empty(), span(start));
    } else {
      Optional<Expr> expr = exprs.valOrTransformer();
      if (expr.isPresent()) {
        right = new Rhs.OfExpr(expr.get());
      } else if (in.identifier()) {
        right = new Rhs.ListName(in.text(start, in.at()), span(start));
      } else {
        throw fault("expected a list, a list's name, `val(field)` or a transformer", "");
      }
    }
    depth.leave();
    return right;
  }

  /** The items of a list whose opening parenthesis has been taken, and the closing one. */
  private List<Rhs.Value> items() throws SyntaxFault {
    List<Rhs.Value> values = new ArrayList<>();
    in.blank();
    Rhs.@Nullable Value value = text();
    if (value != null) {
      values.add(value);
      in.blank();
      while (in.take(",")) {
        in.blank();
        value = text();
        if (value == null) {
          throw fault("expected a text after `,`", "a list does not end with a comma");
        }
        budget.value(in.at());
        values.add(value);
        in.blank();
      }
    }
    if (!in.take(")")) {
      throw fault("expected `,` or `)` in a list", "");
    }
    return values;
  }

  private Rhs.@Nullable Value text() throws SyntaxFault {
    if (in.quoteFollows()) {
      return exprs.quoted();
    }
    int start = in.at();
    return in.bareText() ? bare(start, Rhs.Value.Style.BARE) : null;
  }
}
