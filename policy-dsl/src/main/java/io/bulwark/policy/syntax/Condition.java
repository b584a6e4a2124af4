package io.bulwark.policy.syntax;

import io.bulwark.policy.diag.Span;
import java.util.List;

/** A condition as written. */
public sealed interface Condition {
  /** Where it stands. */
  Span span();

  /** At least two terms, left to right. */
  record Or(List<Condition> terms, Span span) implements Condition {
    public Or {
      terms = List.copyOf(terms);
    }
  }

  /** At least two terms, left to right. */
  record And(List<Condition> terms, Span span) implements Condition {
    public And {
      terms = List.copyOf(terms);
    }
  }

  record Not(Condition term, Span span) implements Condition {}

  /** A name where a test could stand: a macro. */
  record MacroCall(String name, Span span) implements Condition {}

  /** A field or transformer, an operator, and what it is compared with. */
  record Test(Expr left, Op op, Span opSpan, Rhs right, Span span) implements Condition {}

  /** What could not be parsed; the error has been reported and checking goes on around it. */
  record Invalid(Span span) implements Condition {}
}
