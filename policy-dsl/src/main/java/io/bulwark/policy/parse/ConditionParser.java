package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses conditions. */
public final class ConditionParser {
  /** Levels of grammar at which a condition is refused; one parenthesis takes five. */
  public static final int MAX_DEPTH = 1_000;

  /** Errors reported per condition; later ones are mostly consequences. */
  private static final int MAX_FAULTS = 10;

  private final SourceText source;
  private final Scanner in;
  private final Depth depth = new Depth();
  private final TestParser tests;
  private final ParseBudget budget;
  private final Diagnostics diagnostics;
  private final Optional<Diagnostic.Item> item;
  private int faults;
  private int reportedTo = -1;
  private int gluedEnd = -1;

  private ConditionParser(
      SourceText source,
      Diagnostics diagnostics,
      Optional<Diagnostic.Item> item,
      ParseBudget budget) {
    this.source = source;
    this.budget = budget;
    this.diagnostics = diagnostics;
    this.item = item;
    in = new Scanner(source.text());
    tests = new TestParser(source, in, depth, budget);
  }

  /**
   * Parses a condition. Neither fields nor macros need to exist.
   *
   * @param item what the condition belongs to, for diagnostics
   * @return the tree, with {@link Condition.Invalid} where errors were reported
   */
  public static Condition parse(
      SourceText source, Diagnostics diagnostics, Optional<Diagnostic.Item> item) {
    return parse(source, diagnostics, item, new ParseBudget());
  }

  /**
   * Parses one of several conditions.
   *
   * @param budget what all of them together may take
   */
  public static Condition parse(
      SourceText source,
      Diagnostics diagnostics,
      Optional<Diagnostic.Item> item,
      ParseBudget budget) {
    return new ConditionParser(source, diagnostics, item, budget).whole();
  }

  /**
   * A transformer and where it ends.
   *
   * @param end index behind its last character
   */
  public record ParsedExpr(Expr expr, int end) {}

  /** Parses the transformer that starts at {@code at}, as output templates contain them. */
  public static Optional<ParsedExpr> transformerAt(SourceText source, int at) {
    Scanner in = new Scanner(source.text());
    in.back(at);
    ExprParser exprs = new ExprParser(source, in, new Depth(), new ParseBudget());
    if (exprs.transformer().isEmpty()) {
      return Optional.empty();
    }
    in.back(at);
    try {
      return Optional.of(new ParsedExpr(exprs.fieldOrTransformer(), in.at()));
    } catch (SyntaxFault fault) {
      return Optional.empty();
    }
  }

  private Condition whole() {
    try {
      if (source.length() == 0) {
        throw new SyntaxFault(Code.BAD_CONDITION, "the condition is empty", 0, 0, "");
      }
      if (source.length() > ParseBudget.MAX_TEXT) {
        throw new SyntaxFault(
            Code.CONDITION_TOO_LARGE,
            "the condition has more than " + ParseBudget.MAX_TEXT + " characters",
            0,
            1,
            Code.CONDITION_TOO_LARGE.fix());
      }
      Condition condition = or();
      if (!in.atEnd()) {
        throw leftover("expected `and` or `or`");
      }
      tests.oldEscapes().forEach(this::oldEscape);
      return condition;
    } catch (SyntaxFault fault) {
      report(fault);
      return new Condition.Invalid(source.span());
    }
  }

  private void oldEscape(int at) {
    Code code = Code.QUIRK_OLD_ESCAPE;
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            source.span(at, at + 2),
            "a backslash and the blank behind it are read as one backslash, which is deprecated",
            Optional.of(code.fix()),
            List.of(),
            item));
  }

  private SyntaxFault leftover(String expected) {
    int at = in.at();
    String found = in.atEnd() ? "the end" : "`" + in.text(at, Math.min(at + 1, end())) + "`";
    String hint = "";
    if (at == gluedEnd) {
      hint = "put a blank before `(`: a parenthesis right after `and` or `or` ends the operand";
    } else if (in.peek(at) == '=') {
      hint = "put a text that contains `=` in quotes";
    }
    return new SyntaxFault(Code.BAD_CONDITION, expected + ", found " + found, at, at + 1, hint);
  }

  private int end() {
    return source.length();
  }

  private void report(SyntaxFault fault) {
    if (fault.start() <= reportedTo) {
      return;
    }
    reportedTo = fault.start();
    faults++;
    int start = Math.clamp(fault.start(), 0, Math.max(0, end() - 1));
    diagnostics.add(
        new Diagnostic(
            fault.code(),
            fault.code().severity(),
            source.span(start, Math.clamp(fault.end(), start, end())),
            fault.text(),
            fault.hint(),
            List.of(),
            item));
  }

  private Span span(int start) {
    return source.span(start, in.at());
  }

  private Condition or() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    List<Condition> terms = new ArrayList<>(2);
    terms.add(and());
    in.blank();
    while (in.take("or")) {
      terms.add(in.blank() ? and() : glued("or"));
      in.blank();
    }
    depth.leave();
    return terms.size() == 1 ? terms.getFirst() : new Condition.Or(terms, span(start));
  }

  private Condition and() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    List<Condition> terms = new ArrayList<>(2);
    terms.add(term());
    in.blank();
    while (in.take("and")) {
      terms.add(in.blank() ? term() : glued("and"));
      in.blank();
    }
    depth.leave();
    return terms.size() == 1 ? terms.getFirst() : new Condition.And(terms, span(start));
  }

  /** The operand of an {@code and} or {@code or} that no blank follows. */
  private Condition glued(String word) throws SyntaxFault {
    if (!in.take("(")) {
      throw new SyntaxFault(
          Code.BAD_CONDITION,
          "expected a blank or `(` after `" + word + "`",
          in.at(),
          in.at() + 1,
          "");
    }
    Condition inner = embedded();
    int here = in.at();
    in.blank();
    gluedEnd = in.at();
    in.back(here);
    return inner;
  }

  /** A term; one that cannot be parsed is reported and skipped. */
  private Condition term() throws SyntaxFault {
    int level = depth.level();
    int start = in.at();
    try {
      return not();
    } catch (SyntaxFault fault) {
      if (fault.code() == Code.TOO_DEEP || fault.code() == Code.CONDITION_TOO_LARGE) {
        throw fault;
      }
      report(fault);
      if (faults >= MAX_FAULTS) {
        throw fault;
      }
      depth.restore(level);
      in.resynchronise(false);
      return new Condition.Invalid(span(start));
    }
  }

  private Condition not() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    boolean negated = false;
    while (in.takeNot()) {
      negated = !negated;
    }
    Condition inner;
    if (in.take("not(")) {
      negated = !negated;
      inner = embedded();
    } else {
      inner = atom();
    }
    depth.leave();
    return negated ? new Condition.Not(inner, span(start)) : inner;
  }

  /** What follows an opening parenthesis. */
  private Condition embedded() throws SyntaxFault {
    depth.enter(in.at());
    Condition inner = or();
    in.blank();
    if (!in.take(")")) {
      report(leftover("expected `)`"));
      in.resynchronise(true);
      in.take(")");
    }
    depth.leave();
    return inner;
  }

  private Condition atom() throws SyntaxFault {
    depth.enter(in.at());
    in.blank();
    int start = in.at();
    Condition result;
    if (in.take("(")) {
      result = embedded();
    } else if (tests.leftFollows()) {
      result = tests.test();
    } else if (in.identifier()) {
      budget.macro(start);
      result = new Condition.MacroCall(in.text(start, in.at()), span(start));
    } else {
      throw leftover("expected a field, a macro or `(`");
    }
    depth.leave();
    return result;
  }
}
