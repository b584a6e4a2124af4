package io.bulwark.policy.ir;

import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Modifier;
import io.bulwark.policy.syntax.Op;
import java.util.List;
import java.util.Optional;

/** A checked condition. Two-valued: any comparison with a missing value is false. */
public sealed interface Cond {
  /** True or false for every event. */
  record Const(boolean value) implements Cond {}

  /** True if all terms are; evaluation order is free, because tests have no effects. */
  record And(List<Cond> terms) implements Cond {
    public And {
      terms = List.copyOf(terms);
    }
  }

  /** True if some term is. */
  record Or(List<Cond> terms) implements Cond {
    public Or {
      terms = List.copyOf(terms);
    }
  }

  record Not(Cond term) implements Cond {}

  /** A macro's condition in the place of its use; evaluates as its body. */
  record Named(String macro, Cond body, Span span) implements Cond {}

  /** True if a value can be extracted. */
  record Exists(Operand operand, Span span) implements Cond {}

  /**
   * One comparison.
   *
   * @param op never EXISTS; EQ or IN on a network field means membership
   * @param modifier how {@code op} applies to several right-hand texts; empty: the plain operator
   */
  record Compare(Operand left, Op op, Optional<Modifier> modifier, Rhs right, Span span)
      implements Cond {}
}
