package io.bulwark.policy.check;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import java.util.BitSet;
import java.util.List;

/**
 * Event kinds on which a condition can be true. Negation is pushed down to the tests; a test that
 * says nothing about the event's type allows every kind, negated or not.
 */
public final class EventKinds {
  private final EventSchema schema;

  /** Kinds of {@code schema}. */
  public EventKinds(EventSchema schema) {
    this.schema = schema;
  }

  /** The kinds of {@code condition}: an upper bound. */
  public BitSet of(Cond condition) {
    return visit(condition, false);
  }

  private BitSet visit(Cond cond, boolean negated) {
    return switch (cond) {
      case Cond.Const(boolean value) -> value == negated ? new BitSet() : all();
      case Cond.And(List<Cond> terms) -> combine(terms, negated, !negated);
      case Cond.Or(List<Cond> terms) -> combine(terms, negated, negated);
      case Cond.Not(Cond term) -> visit(term, !negated);
      case Cond.Named named -> visit(named.body(), negated);
      case Cond.Exists exists -> negated && isType(exists.operand()) ? new BitSet() : all();
      case Cond.Compare compare -> compare(compare, negated);
    };
  }

  private BitSet combine(List<Cond> terms, boolean negated, boolean intersect) {
    BitSet kinds = intersect ? all() : new BitSet();
    for (Cond term : terms) {
      BitSet next = visit(term, negated);
      if (intersect) {
        kinds.and(next);
      } else {
        kinds.or(next);
      }
    }
    return kinds;
  }

  private BitSet all() {
    BitSet kinds = new BitSet();
    kinds.set(0, schema.kindCount());
    return kinds;
  }

  private static boolean isType(Operand operand) {
    return TestChecker.isField(operand, "evt.type") || TestChecker.isField(operand, "syscall.type");
  }

  private BitSet compare(Cond.Compare compare, boolean negated) {
    boolean decides = compare.op() == Op.EQ || compare.op() == Op.NE || compare.op() == Op.IN;
    if (!decides
        || !isType(compare.left())
        || compare.modifier().isPresent()
        || !(compare.right() instanceof Rhs.Texts(List<ByteSlice> names))) {
      return all();
    }
    BitSet kinds = new BitSet();
    for (ByteSlice name : names) {
      int kind = schema.kind(name.toString());
      if (kind >= 0) {
        kinds.set(kind);
      }
    }
    if (negated != (compare.op() == Op.NE)) {
      kinds.flip(0, schema.kindCount());
    }
    return kinds;
  }
}
