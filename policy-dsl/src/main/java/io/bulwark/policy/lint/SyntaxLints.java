package io.bulwark.policy.lint;

import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolution;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.field.FieldType;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.syntax.Expr;
import io.bulwark.policy.syntax.Rhs;
import io.bulwark.policy.syntax.Rhs.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at conditions as written: what a name was probably meant to be. */
public final class SyntaxLints {
  private final FieldResolver fields;
  private final Collection<String> lists;
  private final Set<String> syscalls;
  private final Diagnostics diagnostics;

  /**
   * @param lists names of all lists, to suggest
   */
  public SyntaxLints(
      FieldResolver fields, EventSchema schema, Collection<String> lists, Diagnostics diagnostics) {
    this.fields = fields;
    this.lists = lists;
    this.diagnostics = diagnostics;
    syscalls = new HashSet<>(schema.syscallNames());
  }

  /** Reports what is doubtful in {@code condition}. */
  public void check(Condition condition, Optional<Diagnostic.Item> item) {
    switch (condition) {
      case Condition.And and -> and.terms().forEach(term -> check(term, item));
      case Condition.Or or -> or.terms().forEach(term -> check(term, item));
      case Condition.Not not -> check(not.term(), item);
      case Condition.MacroCall call -> {}
      case Condition.Invalid invalid -> {}
      case Condition.Test test -> test(test, item);
    }
  }

  private void test(Condition.Test test, Optional<Diagnostic.Item> item) {
    switch (test.right()) {
      case Rhs.None none -> {}
      case Rhs.OfExpr expr -> {}
      case Rhs.ListName(String name, Span span) -> {
        String near = diagnostics.didYouMean(name, lists);
        add(
            Code.NOT_A_LIST_NAME,
            span,
            "there is no list `" + name + "`" + (isText(test) ? "; it is compared as a text" : ""),
            near.isEmpty() ? Code.NOT_A_LIST_NAME.fix() : near,
            item);
      }
      case Rhs.Literal(Value value) -> values(test, List.of(value), item);
      case Rhs.ListOf list -> values(test, list.values(), item);
    }
  }

  private void values(Condition.Test test, List<Value> values, Optional<Diagnostic.Item> item) {
    String left = test.left() instanceof Expr.FieldExpr field ? field.name() : "";
    for (Value value : values) {
      if (value.style() == Value.Style.BARE && isField(value.text())) {
        add(
            Code.QUIRK_FIELD_AS_TEXT,
            value.span(),
            "`" + value.text() + "` is compared as a text, not as a field",
            Code.QUIRK_FIELD_AS_TEXT.fix(),
            item);
      }
      if (left.equals("syscall.type") && !syscalls.contains(value.text())) {
        add(
            Code.UNKNOWN_SYSCALL,
            value.span(),
            "unknown system call `" + value.text() + "`",
            Code.UNKNOWN_SYSCALL.fix(),
            item);
      }
      if (value.text().equals("<NA>") && isMetadata(left)) {
        add(
            Code.UNSAFE_NA_CHECK,
            value.span(),
            "`" + left + "` is missing when it is not known, and never `<NA>`",
            Code.UNSAFE_NA_CHECK.fix(),
            item);
      }
    }
  }

  private boolean isText(Condition.Test test) {
    return test.left() instanceof Expr.FieldExpr field
        && fields.resolve(field.name(), field.arg(), false)
            instanceof FieldResolution.Resolved(FieldRef ref)
        && ref.type().shape() == FieldType.Shape.TEXT;
  }

  private static boolean isMetadata(String field) {
    boolean metadata = field.startsWith("container.") || field.startsWith("k8s.");
    return metadata && !field.equals("container.mount.dest");
  }

  private boolean isField(String text) {
    return text.indexOf('.') > 0
        && text.indexOf('/') < 0
        && fields.resolve(text, Optional.empty(), false) instanceof FieldResolution.Resolved;
  }

  private void add(
      Code code, Span span, String message, String hint, Optional<Diagnostic.Item> item) {
    diagnostics.add(
        new Diagnostic(code, code.severity(), span, message, Optional.of(hint), List.of(), item));
  }
}
