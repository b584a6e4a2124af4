package io.bulwark.policy.lint;

import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldType.Shape;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Rhs;
import io.bulwark.policy.syntax.Op;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at every test of the conditions of one load. */
public final class ConditionLints {
  private record Seen(Code code, Span span) {}

  private final Diagnostics diagnostics;
  private final boolean strict;
  private final Contradictions contradictions;
  private final ProtocolGuards guards = new ProtocolGuards();
  private final Set<Seen> seen = new HashSet<>();
  private final Set<Code> shown = EnumSet.noneOf(Code.class);
  private final Set<Cond> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param compatibility which side of a quirk the rules take, and the messages name
   * @param diagnostics gets what is found
   */
  public ConditionLints(Compatibility compatibility, Diagnostics diagnostics) {
    strict = compatibility == Compatibility.STRICT;
    this.diagnostics = diagnostics;
    contradictions = new Contradictions(diagnostics);
  }

  /** Reports what is doubtful in a rule's whole condition. */
  public void checkRule(Cond condition, Optional<Diagnostic.Item> item) {
    contradictions.check(condition, item);
    for (Span unguarded : guards.unguarded(condition)) {
      add(
          Code.QUIRK_PROTOCOL_OF_FILES,
          unguarded,
          "`fd.l4proto` of a file is `<NA>`, so this negated test is true for files",
          item);
    }
    check(condition, item);
  }

  /** Reports what is doubtful in {@code condition}; bodies of macros are looked at once. */
  public void check(Cond condition, Optional<Diagnostic.Item> item) {
    switch (condition) {
      case Cond.Const constant -> {}
      case Cond.And(List<Cond> terms) -> terms.forEach(term -> check(term, item));
      case Cond.Or(List<Cond> terms) -> terms.forEach(term -> check(term, item));
      case Cond.Not(Cond term) -> check(term, item);
      case Cond.Named named -> {
        if (visited.add(named.body())) {
          check(named.body(), Optional.of(new Diagnostic.Item("macro", named.macro())));
        }
      }
      case Cond.Exists(Operand operand, Span span) -> field(operand, span, item);
      case Cond.Compare compare -> {
        field(compare.left(), compare.span(), item);
        compare(compare, item);
      }
    }
  }

  private void field(Operand operand, Span span, Optional<Diagnostic.Item> item) {
    if (!(operand instanceof Operand.FieldOperand(FieldRef ref))) {
      return;
    }
    String name = ref.def().name();
    if (ref.def().is(Trait.DEPRECATED)) {
      add(Code.DEPRECATED_FIELD, span, "field `" + name + "` is deprecated", item);
    }
    if (name.startsWith("fd.") && name.endsWith("ip.name")) {
      add(Code.QUIRK_DNS, span, "field `" + name + "` depends on name resolution", item);
    }
    if (name.equals("container.mount.dest")) {
      once(
          Code.QUIRK_MOUNT,
          span,
          "`" + name + "` " + (strict ? "is missing" : "reads `<NA>`") + " when no mount matches",
          item);
    }
  }

  private void compare(Cond.Compare test, Optional<Diagnostic.Item> item) {
    boolean set = test.op() == Op.IN || test.op() == Op.INTERSECTS;
    if (set && test.left().multiplicity() == Multiplicity.EITHER_END) {
      add(
          Code.QUIRK_EITHER_END,
          test.span(),
          "a set test on either end of a connection"
              + (strict ? " does not look at all items" : ""),
          item);
    }
    if (set
        && test.left().multiplicity() == Multiplicity.ANY
        && test.left().type().shape() != Shape.TEXT) {
      add(
          Code.QUIRK_ANCESTOR_SET,
          test.span(),
          "a set test on the numbers of ancestors" + (strict ? " never matches" : ""),
          item);
    }
    if (test.op() == Op.NE) {
      notEqual(test, item);
    }
    boolean order = test.op() == Op.LT || test.op() == Op.LE;
    order |= test.op() == Op.GT || test.op() == Op.GE;
    if (order && test.left().type().shape() == Shape.TEXT) {
      add(Code.QUIRK_TEXT_ORDER, test.span(), "texts are ordered byte by byte", item);
    }
    if (test.right() instanceof Rhs.Texts(List<ByteSlice> values)) {
      texts(test, values, item);
    }
  }

  private void notEqual(Cond.Compare test, Optional<Diagnostic.Item> item) {
    if (test.left().multiplicity() == Multiplicity.ANY) {
      add(Code.ANCESTOR_NOT_EQUAL, test.span(), "`!=` is true if any one value differs", item);
    } else if (test.left() instanceof Operand.FieldOperand(FieldRef ref)
        && ref.def().is(Trait.CAN_BE_MISSING)) {
      add(
          Code.MISSING_NOT_EQUAL,
          test.span(),
          "`!=` is false when `" + ref.text() + "` is missing",
          item);
    }
  }

  private void texts(Cond.Compare test, List<ByteSlice> values, Optional<Diagnostic.Item> item) {
    if (test.left() instanceof Operand.FieldOperand(FieldRef ref)
        && ref.def().name().equals("fd.typechar")) {
      typechar(test, values, item);
    }
    boolean argument =
        test.left() instanceof Operand.FieldOperand(FieldRef ref)
            && ref.def().name().equals("evt.arg");
    for (ByteSlice value : values) {
      String text = value.toString();
      boolean modifier = Set.of("oneof", "anyof", "allof").contains(text);
      if (modifier && test.modifier().isEmpty()) {
        add(Code.QUIRK_MODIFIER_TEXT, test.span(), "`" + text + "` is a text here", item);
      }
      boolean number = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
      if (argument && number && (test.op() == Op.EQ || test.op() == Op.IN)) {
        add(
            Code.NUMBER_AS_TEXT,
            test.span(),
            "the number `" + text + "` is compared with the text of an argument",
            item);
      }
    }
  }

  private void typechar(Cond.Compare test, List<ByteSlice> values, Optional<Diagnostic.Item> item) {
    for (ByteSlice value : values) {
      switch (value.toString()) {
        case "f", "o" ->
            once(
                Code.QUIRK_OPEN_TYPECHAR,
                test.span(),
                "`fd.typechar` of a failed open is `" + (strict ? "o" : "f") + "`",
                item);
        case "4", "6" ->
            once(
                Code.QUIRK_SOCKET_TYPECHAR,
                test.span(),
                "`fd.typechar` of a failed socket or accept is `4` whatever its family",
                item);
        default -> {}
      }
    }
  }

  /** A remark on the language that holds for every use: the first use of a load shows it. */
  private void once(Code code, Span span, String message, Optional<Diagnostic.Item> item) {
    if (shown.add(code)) {
      add(code, span, message, item);
    }
  }

  private void add(Code code, Span span, String message, Optional<Diagnostic.Item> item) {
    if (seen.add(new Seen(code, span))) {
      diagnostics.add(
          new Diagnostic(
              code, code.severity(), span, message, Optional.of(code.fix()), List.of(), item));
    }
  }
}
