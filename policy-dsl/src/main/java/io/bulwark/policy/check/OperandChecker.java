package io.bulwark.policy.check;

import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolution;
import io.bulwark.event.field.FieldResolution.Problem;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.FieldType.Shape;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Transformer;
import io.bulwark.policy.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Resolves fields and checks transformers. */
final class OperandChecker {
  private final FieldResolver fields;
  private final Diagnostics diagnostics;

  OperandChecker(FieldResolver fields, Diagnostics diagnostics) {
    this.fields = fields;
    this.diagnostics = diagnostics;
  }

  Operand check(Expr expr) throws CheckFault {
    return switch (expr) {
      case Expr.FieldExpr field -> new Operand.FieldOperand(field(field));
      case Expr.LiteralExpr literal -> new Operand.TextOperand(literal.value().text());
      case Expr.ListExpr list -> new Operand.ListOperand(all(list.items()));
      case Expr.TransformExpr transform -> transform(transform);
    };
  }

  FieldRef field(Expr.FieldExpr field) throws CheckFault {
    FieldResolution resolution = fields.resolve(field.name(), field.arg(), false);
    if (resolution instanceof FieldResolution.Failed && diagnostics.maySuggest()) {
      resolution = fields.resolve(field.name(), field.arg(), true);
    }
    return switch (resolution) {
      case FieldResolution.Resolved(FieldRef ref) -> ref;
      case FieldResolution.Failed(Problem problem, String message, List<String> suggestions) ->
          throw new CheckFault(
              code(problem), message, field.span(), Diagnostics.didYouMean(suggestions));
    };
  }

  private static Code code(Problem problem) {
    return switch (problem) {
      case UNKNOWN_FIELD, UNKNOWN_EVENT_ARGUMENT, UNSUPPORTED_FIELD -> Code.UNKNOWN_FIELD;
      case MISSING_ARGUMENT, UNEXPECTED_ARGUMENT, BAD_INDEX, BAD_KEY -> Code.BAD_FIELD_ARGUMENT;
    };
  }

  private List<Operand> all(List<Expr> exprs) throws CheckFault {
    List<Operand> out = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      Operand operand = check(expr);
      if (operand instanceof Operand.FieldOperand(FieldRef field)
          && field.def().is(Trait.NO_TRANSFORMER)) {
        throw fault("field `" + field.text() + "` does not support transformers", expr.span());
      }
      out.add(operand);
    }
    return out;
  }

  private static CheckFault fault(String message, Span span) {
    return new CheckFault(Code.BAD_TRANSFORMER, message, span);
  }

  private Operand transform(Expr.TransformExpr expr) throws CheckFault {
    if (expr.name().equals("val")) {
      return val(expr);
    }
    Transformer transformer = Transformer.valueOf(expr.name().toUpperCase(Locale.ROOT));
    List<Operand> args = all(expr.args());
    if (transformer != Transformer.GETOPT && expr.arg().isPresent()) {
      throw fault("`" + expr.name() + "` takes nothing in brackets", expr.span());
    }
    return switch (transformer) {
      case TOLOWER, TOUPPER, BASENAME -> single(transformer, expr, args, false);
      case B64 -> single(transformer, expr, args, true);
      case LEN -> length(expr, args);
      case JOIN -> join(expr, args);
      case CONCAT -> concat(expr, args);
      case GETOPT -> getopt(expr, args);
    };
  }

  private Operand val(Expr.TransformExpr expr) throws CheckFault {
    Operand operand = check(expr.args().getFirst());
    if (operand instanceof Operand.FieldOperand(FieldRef field) && field.def().is(Trait.NO_RHS)) {
      throw fault("field `" + field.text() + "` cannot stand on the right", expr.span());
    }
    if (expr.arg().isPresent()) {
      throw fault("`val` takes nothing in brackets", expr.span());
    }
    return operand;
  }

  private static boolean isText(Operand operand) {
    return operand.type().shape() == Shape.TEXT;
  }

  private static boolean isList(Operand operand) {
    return operand.multiplicity() == Multiplicity.LIST;
  }

  private static Operand result(
      Transformer transformer, List<Operand> args, FieldType type, Multiplicity multiplicity) {
    return new Operand.TransformOperand(transformer, args, Optional.empty(), type, multiplicity);
  }

  private static Operand single(
      Transformer transformer, Expr.TransformExpr expr, List<Operand> args, boolean bytes)
      throws CheckFault {
    if (args.size() != 1) {
      throw fault("`" + expr.name() + "` takes one argument", expr.span());
    }
    Operand arg = args.getFirst();
    if (!isText(arg) && !(bytes && arg.type() == FieldType.BYTEBUF)) {
      throw fault("`" + expr.name() + "` takes a text, not " + arg.type(), expr.span());
    }
    return result(transformer, args, arg.type(), arg.multiplicity());
  }

  private static Operand length(Expr.TransformExpr expr, List<Operand> args) throws CheckFault {
    if (args.size() != 1) {
      throw fault("`len` takes one argument", expr.span());
    }
    Operand arg = args.getFirst();
    if (!isList(arg) && !isText(arg) && arg.type() != FieldType.BYTEBUF) {
      throw fault("`len` takes a text, bytes or a list, not " + arg.type(), expr.span());
    }
    return result(Transformer.LEN, args, FieldType.UINT64, Multiplicity.ONE);
  }

  private static Operand join(Expr.TransformExpr expr, List<Operand> args) throws CheckFault {
    if (args.size() != 2 || isList(args.get(0)) || !isList(args.get(1))) {
      throw fault("`join` takes a separator and a list", expr.span());
    }
    if (!isText(args.get(0)) || !isText(args.get(1))) {
      throw fault("`join` takes texts", expr.span());
    }
    return result(Transformer.JOIN, args, FieldType.CHARBUF, Multiplicity.ONE);
  }

  private static Operand concat(Expr.TransformExpr expr, List<Operand> args) throws CheckFault {
    if (args.size() < 2) {
      throw fault("`concat` takes two or more arguments", expr.span());
    }
    if (!args.stream().allMatch(arg -> isText(arg) && !isList(arg))) {
      throw fault("`concat` takes texts", expr.span());
    }
    return result(Transformer.CONCAT, args, FieldType.CHARBUF, Multiplicity.ONE);
  }

  private static Operand getopt(Expr.TransformExpr expr, List<Operand> args) throws CheckFault {
    if (args.size() != 2 || !isList(args.get(0)) || isList(args.get(1))) {
      throw fault("`getopt` takes a list and a text of option letters", expr.span());
    }
    if (!args.stream().allMatch(OperandChecker::isText)) {
      throw fault("`getopt` takes texts", expr.span());
    }
    if (expr.arg().isPresent() && expr.arg().get().length() != 1) {
      throw fault("the option in brackets is a single character", expr.span());
    }
    return new Operand.TransformOperand(
        Transformer.GETOPT,
        args,
        expr.arg(),
        FieldType.CHARBUF,
        expr.arg().isPresent() ? Multiplicity.ONE : Multiplicity.LIST);
  }
}
