package io.bulwark.policy.lint;

import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a conjunction that asks one value to be two things at once. */
final class Contradictions {
  private record Allowed(Set<Object> values, Span span) {}

  private final Diagnostics diagnostics;

  Contradictions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Looks at what must all be true for {@code condition} to be. */
  void check(Cond condition, Optional<Diagnostic.Item> item) {
    require(condition, new HashMap<>(), item);
  }

  /** Collects what is required; false once a contradiction has been reported. */
  private boolean require(
      Cond condition, Map<Operand, Allowed> allowed, Optional<Diagnostic.Item> item) {
    return switch (condition) {
      case Cond.And(List<Cond> terms) -> {
        for (Cond term : terms) {
          if (!require(term, allowed, item)) {
            yield false;
          }
        }
        yield true;
      }
      case Cond.Named named -> require(named.body(), allowed, item);
      case Cond.Compare compare -> compare(compare, allowed, item);
      case Cond.Or or -> true;
      case Cond.Not not -> true;
      case Cond.Const constant -> true;
      case Cond.Exists exists -> true;
    };
  }

  private boolean compare(
      Cond.Compare test, Map<Operand, Allowed> allowed, Optional<Diagnostic.Item> item) {
    boolean equality = test.op() == Op.EQ || test.op() == Op.IN;
    if (!equality
        || test.modifier().isPresent()
        || test.left().multiplicity() != Multiplicity.ONE) {
      return true;
    }
    Set<Object> values =
        switch (test.right()) {
          case Rhs.Texts(List<ByteSlice> texts) -> new HashSet<>(texts);
          case Rhs.Numbers(List<Long> numbers) -> new HashSet<>(numbers);
          case Rhs.Networks networks -> Set.of();
          case Rhs.OperandRhs operand -> Set.of();
        };
    if (values.isEmpty()) {
      return true;
    }
    Allowed before = allowed.putIfAbsent(test.left(), new Allowed(values, test.span()));
    if (before == null) {
      return true;
    }
    before.values().retainAll(values);
    if (!before.values().isEmpty()) {
      return true;
    }
    diagnostics.add(
        new Diagnostic(
            Code.NEVER_MATCHES,
            Code.NEVER_MATCHES.severity(),
            test.span(),
            "the condition can never be true: two of its tests contradict each other",
            Optional.of(Code.NEVER_MATCHES.fix()),
            List.of(new Diagnostic.Note(before.span(), "the other test")),
            item));
    return false;
  }
}
