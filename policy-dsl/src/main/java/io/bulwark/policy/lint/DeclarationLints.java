package io.bulwark.policy.lint;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.parse.ConditionPrinter;
import io.bulwark.policy.resolve.ResolvedList;
import io.bulwark.policy.resolve.ResolvedMacro;
import io.bulwark.policy.resolve.ResolvedPolicy;
import io.bulwark.policy.resolve.ResolvedRule;
import io.bulwark.policy.syntax.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks at all declarations together: what nobody uses, what names do not mean. */
public final class DeclarationLints {
  private final FieldResolver fields;
  private final EventSchema schema;
  private final Diagnostics diagnostics;

  /** Lints that report into {@code diagnostics}. */
  public DeclarationLints(FieldResolver fields, EventSchema schema, Diagnostics diagnostics) {
    this.fields = fields;
    this.schema = schema;
    this.diagnostics = diagnostics;
  }

  /**
   * Reports what is doubtful in {@code policy}.
   *
   * @param macroTrees the parsed condition of each macro
   * @param ruleTrees the parsed condition of each rule, by name
   * @param unusedMacros macros that no rule leads to
   */
  public void check(
      ResolvedPolicy policy,
      Function<ResolvedMacro, Condition> macroTrees,
      Map<String, Condition> ruleTrees,
      List<ResolvedMacro> unusedMacros) {
    List<String> lists = policy.lists().stream().map(ResolvedList::name).toList();
    SyntaxLints syntax = new SyntaxLints(fields, schema, lists, diagnostics);
    for (ResolvedMacro macro : policy.macros()) {
      syntax.check(
          macroTrees.apply(macro), Optional.of(new Diagnostic.Item("macro", macro.name())));
    }
    for (ResolvedRule rule : policy.rules()) {
      Optional<Diagnostic.Item> item = Optional.of(new Diagnostic.Item("rule", rule.name()));
      Condition tree = ruleTrees.getOrDefault(rule.name(), new Condition.Invalid(rule.span()));
      syntax.check(tree, item);
      rule.appendedAt().ifPresent(place -> precedence(tree, place, item));
    }
    for (ResolvedMacro macro : unusedMacros) {
      unused(Code.UNUSED_MACRO, "macro", macro.name(), macro.span());
    }
    for (ResolvedList list : policy.lists()) {
      if (!policy.usedLists().contains(list.name())) {
        unused(Code.UNUSED_LIST, "list", list.name(), list.span());
      }
    }
  }

  private void unused(Code code, String kind, String name, Span span) {
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            span,
            kind + " `" + name + "` is not used",
            Optional.of(code.fix()),
            List.of(),
            Optional.of(new Diagnostic.Item(kind, name))));
  }

  /** `a or b` with `and c` appended is `a or (b and c)`, which few authors mean. */
  private void precedence(Condition tree, Span appended, Optional<Diagnostic.Item> item) {
    boolean mixes =
        tree instanceof Condition.Or or
            && or.terms().stream()
                .anyMatch(term ->
                    term instanceof Condition.And and
                        && !isIn(and.terms().getFirst().span(), appended)
                        && isIn(and.terms().getLast().span(), appended));
    if (mixes) {
      Code code = Code.QUIRK_APPENDED_PRECEDENCE;
      diagnostics.add(
          new Diagnostic(
              code,
              code.severity(),
              appended,
              "the appended text binds to the last `or` term only",
              Optional.of(code.fix()),
              List.of(
                  new Diagnostic.Note(appended, "it now reads: " + ConditionPrinter.print(tree))),
              item));
    }
  }

  private static boolean isIn(Span part, Span whole) {
    return part.file().equals(whole.file())
        && compare(part.line(), part.column(), whole.line(), whole.column()) >= 0
        && compare(part.endLine(), part.endColumn(), whole.endLine(), whole.endColumn()) <= 0;
  }

  private static int compare(int line, int column, int otherLine, int otherColumn) {
    return line != otherLine
        ? Integer.compare(line, otherLine)
        : Integer.compare(column, otherColumn);
  }
}
