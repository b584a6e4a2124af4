package io.bulwark.policy.check;

import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.output.OutputTemplate;
import io.bulwark.policy.output.OutputTemplate.Segment;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses output templates. A field ends where the longest text that names a known one does: {@code
 * %fd.name.} is {@code fd.name} and a full stop.
 */
final class OutputChecker {
  /** No field's name is longer, so no longer text needs to be tried. */
  private static final int LONGEST_NAME = 100;

  /** Characters of a template. */
  private static final int MAX_TEXT = 64 << 10;

  private static final int LONGEST_WIDTH = 4;

  private final OperandChecker operands;

  OutputChecker(FieldResolver fields, Diagnostics diagnostics) {
    operands = new OperandChecker(fields, diagnostics);
  }

  private record Token(Operand operand, int end) {}

  OutputTemplate check(SourceText source) throws CheckFault {
    String text = source.text();
    if (text.length() > MAX_TEXT) {
      throw new CheckFault(
          Code.BAD_OUTPUT,
          "the output has more than " + MAX_TEXT + " characters",
          source.span(MAX_TEXT, MAX_TEXT + 1),
          "shorten it");
    }
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    int percent = text.indexOf('%');
    while (percent >= 0) {
      if (percent > from) {
        segments.add(new Segment.Literal(text.substring(from, percent)));
      }
      int start = percent + 1;
      while (start < text.length() && text.charAt(start) >= '0' && text.charAt(start) <= '9') {
        start++;
      }
      int width = width(source, percent, start);
      Token token = token(source, percent, start);
      segments.add(new Segment.Value(text.substring(start, token.end()), token.operand(), width));
      from = token.end();
      percent = text.indexOf('%', from);
    }
    if (from < text.length()) {
      segments.add(new Segment.Literal(text.substring(from)));
    }
    return new OutputTemplate(text, segments);
  }

  private static int width(SourceText source, int percent, int end) throws CheckFault {
    int digits = end - percent - 1;
    if (digits > LONGEST_WIDTH) {
      throw new CheckFault(Code.BAD_OUTPUT, "the width is too large", source.span(percent, end));
    }
    return digits == 0 ? 0 : Integer.parseInt(source.text().substring(percent + 1, end));
  }

  private Token token(SourceText source, int percent, int start) throws CheckFault {
    Optional<ConditionParser.ParsedExpr> transformer = ConditionParser.transformerAt(source, start);
    Token token =
        transformer.isPresent()
            ? new Token(operands.check(transformer.get().expr()), transformer.get().end())
            : field(source, percent, start);
    if (token.operand() instanceof Operand.FieldOperand(FieldRef ref)
        && ref.def().is(Trait.FILTER_ONLY)) {
      throw new CheckFault(
          Code.BAD_OUTPUT,
          "field `" + ref.text() + "` can be tested, not printed",
          source.span(percent, token.end()));
    }
    return token;
  }

  private Token field(SourceText source, int percent, int start) throws CheckFault {
    String text = source.text();
    int nameEnd = start;
    while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == start) {
      throw new CheckFault(
          Code.BAD_OUTPUT,
          "`%` without a field",
          source.span(percent, start),
          "there is no way to print a percent sign");
    }
    Optional<Token> bracketed = bracketed(source, start, nameEnd);
    if (bracketed.isPresent()) {
      return bracketed.get();
    }
    Optional<CheckFault> first = Optional.empty();
    for (int end = Math.min(nameEnd, start + LONGEST_NAME); end > start; end--) {
      try {
        return new Token(operand(source, start, end, Optional.empty()), end);
      } catch (CheckFault fault) {
        first = first.isPresent() ? first : Optional.of(fault);
      }
    }
    Span span = source.span(percent, nameEnd);
    throw new CheckFault(
        Code.UNKNOWN_OUTPUT_FIELD,
        first.map(Throwable::getMessage).orElse("unknown field"),
        span,
        first.map(CheckFault::hint).orElse(""));
  }

  private Optional<Token> bracketed(SourceText source, int start, int nameEnd) {
    String text = source.text();
    if (nameEnd >= text.length() || text.charAt(nameEnd) != '[') {
      return Optional.empty();
    }
    int close = text.indexOf(']', nameEnd);
    if (close < nameEnd + 2) {
      return Optional.empty();
    }
    String argument = unquoted(text.substring(nameEnd + 1, close));
    try {
      return Optional.of(
          new Token(operand(source, start, nameEnd, Optional.of(argument)), close + 1));
    } catch (CheckFault fault) {
      return Optional.empty();
    }
  }

  private static String unquoted(String text) {
    char first = text.charAt(0);
    boolean quoted =
        text.length() > 1
            && (first == '"' || first == '\'')
            && text.charAt(text.length() - 1) == first;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private Operand operand(SourceText source, int start, int end, Optional<String> argument)
      throws CheckFault {
    String name = source.text().substring(start, end);
    return operands.check(new Expr.FieldExpr(name, argument, source.span(start, end)));
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
