package io.bulwark.policy.check;

import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.field.FieldType.Shape;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import io.bulwark.policy.syntax.Rhs.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one test and folds those that are true or false for every event. */
final class TestChecker {
  private static final Set<Op> SET_OPS = EnumSet.of(Op.EQ, Op.NE, Op.IN, Op.INTERSECTS);
  private static final Set<Op> NUMBER_OPS =
      EnumSet.of(Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE, Op.IN, Op.INTERSECTS);
  private static final Set<Op> LIST_OPS = EnumSet.of(Op.IN, Op.INTERSECTS);
  private static final Set<Op> TEXT_OPS =
      EnumSet.complementOf(EnumSet.of(Op.EXISTS, Op.BCONTAINS, Op.BSTARTSWITH));
  private static final Set<Op> BYTE_OPS =
      EnumSet.of(
          Op.EQ,
          Op.NE,
          Op.CONTAINS,
          Op.IN,
          Op.STARTSWITH,
          Op.ENDSWITH,
          Op.INTERSECTS,
          Op.BCONTAINS,
          Op.BSTARTSWITH);

  private final OperandChecker operands;
  private final EventSchema schema;
  private final Compatibility compatibility;
  private final Diagnostics diagnostics;

  TestChecker(
      OperandChecker operands,
      EventSchema schema,
      Compatibility compatibility,
      Diagnostics diagnostics) {
    this.compatibility = compatibility;
    this.operands = operands;
    this.schema = schema;
    this.diagnostics = diagnostics;
  }

  Cond check(Condition.Test test) throws CheckFault {
    Operand left = operands.check(test.left());
    if (left instanceof Operand.FieldOperand(FieldRef field) && field.def().is(Trait.PRINT_ONLY)) {
      throw new CheckFault(
          Code.BAD_COMPARISON,
          "field `" + field.text() + "` can be printed, not tested",
          test.left().span());
    }
    if (test.op() == Op.EXISTS) {
      return new Cond.Exists(left, test.span());
    }
    requireOperator(left, test);
    requireRunsUpstream(left, test);
    return switch (test.right()) {
      case io.bulwark.policy.syntax.Rhs.None() -> new Cond.Exists(left, test.span());
      case io.bulwark.policy.syntax.Rhs.Literal(Value value) ->
          literals(left, test, Optional.empty(), List.of(value));
      case io.bulwark.policy.syntax.Rhs.ListOf list ->
          literals(left, test, list.modifier(), list.values());
      case io.bulwark.policy.syntax.Rhs.ListName name -> listName(left, test, name);
      case io.bulwark.policy.syntax.Rhs.OfExpr right -> operand(left, test, right);
    };
  }

  private static void requireOperator(Operand left, Condition.Test test) throws CheckFault {
    boolean list = left.multiplicity() == Multiplicity.LIST;
    if (!(list ? LIST_OPS : allowed(left.type())).contains(test.op())) {
      throw new CheckFault(
          Code.WRONG_OPERATOR,
          "operator `"
              + test.op().text()
              + "` cannot test "
              + (list ? "a list of " : "")
              + left.type()
              + " values",
          test.opSpan());
    }
  }

  /** Strict mode does as upstream does, and there this test ends the run at the first event. */
  private void requireRunsUpstream(Operand left, Condition.Test test) throws CheckFault {
    if (compatibility == Compatibility.STRICT
        && test.op() == Op.INTERSECTS
        && left.multiplicity() == Multiplicity.EITHER_END
        && left.type().shape() == Shape.ADDRESS) {
      throw new CheckFault(
          Code.WRONG_OPERATOR,
          "operator `intersects` on either end of a connection fails upstream when it is evaluated",
          test.opSpan(),
          "write `=` tests joined by `or`; outside strict mode `intersects` means `in`");
    }
  }

  private static Set<Op> allowed(FieldType type) {
    return switch (type.shape()) {
      case BOOL, ADDRESS, NET -> SET_OPS;
      case SIGNED, UNSIGNED -> NUMBER_OPS;
      case TEXT -> TEXT_OPS;
      case BYTES -> BYTE_OPS;
    };
  }

  private Cond listName(
      Operand left, Condition.Test test, io.bulwark.policy.syntax.Rhs.ListName name)
      throws CheckFault {
    if (left.type().shape() != Shape.TEXT) {
      throw new CheckFault(
          Code.UNKNOWN_LIST,
          "unknown list `" + name.name() + "`",
          name.span(),
          "define the list before its use, or write literals in parentheses");
    }
    Value value = new Value(name.name(), Value.Style.BARE, name.span());
    return literals(left, test, Optional.empty(), List.of(value));
  }

  private Cond literals(
      Operand left, Condition.Test test, Optional<Modifier> modifier, List<Value> values)
      throws CheckFault {
    if (isField(left, "evt.type") && SET_OPS.contains(test.op())) {
      requireEventTypes(values);
    }
    Rhs right = Literals.typed(left.type(), test.op(), values);
    if (test.op() == Op.REGEX) {
      for (Value value : values) {
        Patterns.check(value);
      }
    }
    if (values.isEmpty() && modifier.isEmpty()) {
      return new Cond.Const(false);
    }
    if (isField(left, "evt.num") && modifier.isEmpty() && right instanceof Rhs.Numbers numbers) {
      Optional<Boolean> known = eventNumber(test.op(), numbers.values());
      if (known.isPresent()) {
        return new Cond.Const(known.get());
      }
    }
    return new Cond.Compare(left, test.op(), modifier, right, test.span());
  }

  static boolean isField(Operand operand, String name) {
    return operand instanceof Operand.FieldOperand(FieldRef field)
        && field.arg().isEmpty()
        && field.def().name().equals(name);
  }

  private void requireEventTypes(List<Value> values) throws CheckFault {
    for (Value value : values) {
      if (schema.kind(value.text()) < 0) {
        throw new CheckFault(
            Code.UNKNOWN_EVENT_TYPE,
            "unknown event type `" + value.text() + "`",
            value.span(),
            diagnostics.didYouMean(value.text(), schema.kindNames()));
      }
    }
  }

  /** Events are numbered from 1, which decides some tests. */
  private static Optional<Boolean> eventNumber(Op op, List<Long> values) {
    long value = values.getFirst();
    boolean atMostOne = value == 0 || value == 1;
    return switch (op) {
      case EQ, LE -> value == 0 ? Optional.of(false) : Optional.empty();
      case NE, GT -> value == 0 ? Optional.of(true) : Optional.empty();
      case LT -> atMostOne ? Optional.of(false) : Optional.empty();
      case GE -> atMostOne ? Optional.of(true) : Optional.empty();
      case IN -> values.stream().allMatch(v -> v == 0) ? Optional.of(false) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Cond operand(Operand left, Condition.Test test, io.bulwark.policy.syntax.Rhs.OfExpr expr)
      throws CheckFault {
    Operand right = operands.check(expr.expr());
    String problem = problem(left, test.op(), right);
    if (!problem.isEmpty()) {
      throw new CheckFault(Code.BAD_COMPARISON, problem, expr.expr().span());
    }
    return new Cond.Compare(
        left, test.op(), Optional.empty(), new Rhs.OperandRhs(right), test.span());
  }

  /** Why the two sides cannot be compared, or an empty text. */
  private static String problem(Operand left, Op op, Operand right) {
    boolean leftList = left.multiplicity() == Multiplicity.LIST;
    boolean rightList = right.multiplicity() == Multiplicity.LIST;
    if (isField(left, "evt.type") || isField(left, "syscall.type")) {
      return SET_OPS.contains(op) ? "event types are compared with literals only" : "";
    }
    if (op == Op.PMATCH || op == Op.REGEX) {
      return "operator `" + op.text() + "` takes literals only";
    }
    if (left.type().shape() == Shape.NET || right.type().shape() == Shape.NET) {
      return "networks are compared with literals only";
    }
    if (left.type() != right.type()) {
      return "the left side is " + left.type() + " and the right side " + right.type();
    }
    if (leftList != rightList) {
      return "one side is a list and the other a single value";
    }
    return "";
  }
}
