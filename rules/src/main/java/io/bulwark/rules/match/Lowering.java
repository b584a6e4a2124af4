package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns conditions into shared expressions over slots. */
final class Lowering {
  private static final Set<Op> MEMBERSHIP = Set.of(Op.EQ, Op.NE, Op.IN, Op.INTERSECTS);

  private final Exprs exprs;
  private final Slots slots;
  private final EventSchema schema;
  private final Compatibility compatibility;
  private final Map<Test, Expr> tests = new HashMap<>();

  /** A comparison without its place in the source. */
  private record Test(Operand left, Op op, Optional<Modifier> modifier, Rhs right) {}

  private record AtomKey(Op op, Optional<Modifier> modifier, List<ByteSlice> patterns) {}

  Lowering(Exprs exprs, Slots slots, EventSchema schema, Compatibility compatibility) {
    this.exprs = exprs;
    this.slots = slots;
    this.schema = schema;
    this.compatibility = compatibility;
  }

  Expr lower(Cond cond) {
    return switch (cond) {
      case Cond.Const(boolean value) -> exprs.constant(value);
      case Cond.And(List<Cond> terms) -> junction(true, terms);
      case Cond.Or(List<Cond> terms) -> junction(false, terms);
      case Cond.Not(Cond term) -> exprs.not(lower(term));
      case Cond.Named named -> lower(named.body());
      case Cond.Exists exists -> exists(exists.operand());
      case Cond.Compare compare -> compare(compare);
    };
  }

  private Expr junction(boolean all, List<Cond> terms) {
    List<Expr> lowered = new ArrayList<>(terms.size());
    for (Cond term : terms) {
      lowered.add(lower(term));
    }
    return exprs.junction(all, lowered);
  }

  private Expr exists(Operand operand) {
    return switch (slots.of(operand)) {
      case TextSlot slot -> exprs.intern(new Node.TextPresent(slot));
      case TextListSlot slot -> exprs.intern(new Node.ListPresent(slot, false));
      case NumberSlot slot -> exprs.intern(new Node.NumberPresent(slot));
      case LongListReader list -> asked(() -> list.load() >= 0, 40, operand, "exists");
      case AddressReader one -> asked(() -> one.read() != null, 15, operand, "exists");
      case AddressListReader list -> asked(() -> list.load() >= 0, 15, operand, "exists");
      case Object other -> throw new IllegalStateException("no slot: " + other);
    };
  }

  private Expr asked(EventTest test, int cost, Operand operand, String rest) {
    return exprs.intern(new Node.Asked(test, cost, OperandText.of(operand) + " " + rest));
  }

  private Expr compare(Cond.Compare compare) {
    Test test = new Test(compare.left(), compare.op(), compare.modifier(), compare.right());
    Expr known = tests.get(test);
    if (known == null) {
      known = isKindTest(test) ? kindTest(test) : fieldTest(test);
      tests.put(test, known);
    }
    return known;
  }

  private static boolean isKindTest(Test test) {
    return MEMBERSHIP.contains(test.op)
        && test.modifier.isEmpty()
        && test.right instanceof Rhs.Texts
        && test.left instanceof Operand.FieldOperand(var field)
        && field.arg().isEmpty()
        && field.def().name().equals("evt.type");
  }

  /** A test of the event's name, which its kind decides. */
  private Expr kindTest(Test test) {
    BitSet kinds = new BitSet();
    if (test.right instanceof Rhs.Texts(List<ByteSlice> names)) {
      for (ByteSlice name : names) {
        int kind = schema.kind(name.toString());
        if (kind >= 0) {
          kinds.set(kind);
        }
      }
    }
    Expr member = exprs.kindIn(kinds);
    return test.op == Op.NE ? exprs.not(member) : member;
  }

  private Expr fieldTest(Test test) {
    return switch (test.right) {
      case Rhs.OperandRhs(Operand right) ->
          asked(
              FieldComparison.of(slots.reader(test.left), test.left, test.op, slots.reader(right)),
              60,
              test.left,
              test.op.text() + " val(" + OperandText.of(right) + ")");
      case Rhs.Texts(List<ByteSlice> values) -> text(test, values);
      case Rhs.Numbers(List<Long> values) -> number(test, values);
      case Rhs.Networks networks ->
          asked(
              NetworkTest.of(slots.of(test.left), test.left, test.op, networks, compatibility),
              20,
              test.left,
              test.op.text() + " " + NetworkTest.text(networks));
    };
  }

  private Expr text(Test test, List<ByteSlice> values) {
    return switch (slots.of(test.left)) {
      case TextSlot slot -> single(slot, test, values);
      case TextListSlot slot -> several(slot, test, values);
      case Object other -> throw new IllegalStateException("no text: " + other);
    };
  }

  private Expr single(TextSlot slot, Test test, List<ByteSlice> values) {
    if (test.op == Op.NE && test.modifier.isEmpty()) {
      Expr equal = exprs.intern(new Node.TextBit(slot, atom(slot.atoms(), test, values)));
      return exprs.both(exprs.intern(new Node.TextPresent(slot)), exprs.not(equal));
    }
    return exprs.intern(new Node.TextBit(slot, atom(slot.atoms(), test, values)));
  }

  private Expr several(TextListSlot slot, Test test, List<ByteSlice> values) {
    TextAtom atom = atom(slot.atoms(), test, values);
    if (test.op == Op.NE && test.modifier.isEmpty()) {
      Expr allEqual = exprs.intern(new Node.ListBit(slot, atom, true));
      return exprs.both(exprs.intern(new Node.ListPresent(slot, true)), exprs.not(allEqual));
    }
    boolean list = test.left.multiplicity() == io.bulwark.event.field.Multiplicity.LIST;
    return exprs.intern(new Node.ListBit(slot, atom, list && test.op == Op.IN));
  }

  /** The atom of a test; that of {@code !=} is equality. */
  private static TextAtom atom(TextAtoms atoms, Test test, List<ByteSlice> values) {
    boolean counting =
        test.modifier.isPresent() && (test.modifier.get() != Modifier.ANYOF || test.op == Op.NE);
    Op op = test.op == Op.NE && !counting ? Op.EQ : test.op;
    Optional<Modifier> modifier = counting ? test.modifier : Optional.empty();
    return atoms.atom(
        new AtomKey(op == Op.IN || op == Op.INTERSECTS ? Op.EQ : op, modifier, values),
        () -> newAtom(op, modifier, values));
  }

  private static TextAtom newAtom(Op op, Optional<Modifier> modifier, List<ByteSlice> values) {
    String text = op.text() + modifier.map(m -> " " + m).orElse("") + " " + values;
    if (modifier.isPresent()) {
      TextPredicate predicate = TextPredicate.counting(op, values, modifier.get());
      return new TextAtom(TextAtom.Form.PREDICATE, List.of(), predicate, text);
    }
    TextAtom.Form form = TextAtom.form(op);
    TextPredicate predicate =
        form == TextAtom.Form.PREDICATE ? TextPredicate.anyOf(op, values) : (b, o, n) -> false;
    return new TextAtom(form, values, predicate, text);
  }

  private Expr number(Test test, List<Long> values) {
    return switch (slots.of(test.left)) {
      case NumberSlot slot -> number(slot, test, values);
      case LongListReader list ->
          asked(
              NumberListTest.of(list, test.left, test.op, values, compatibility),
              50,
              test.left,
              test.op.text() + " " + values);
      case Object other -> throw new IllegalStateException("no number: " + other);
    };
  }

  private Expr number(NumberSlot slot, Test test, List<Long> values) {
    boolean set = test.op == Op.IN || test.op == Op.INTERSECTS;
    if (set && values.size() != 1) {
      return values.isEmpty()
          ? exprs.constant(false)
          : exprs.intern(new Node.NumberMember(slot, new NumberSet(values)));
    }
    boolean unsigned = test.left.type().shape() == io.bulwark.event.field.FieldType.Shape.UNSIGNED;
    return exprs.intern(
        new Node.NumberCompare(slot, NumberOp.of(test.op, unsigned), values.getFirst()));
  }
}
