package io.bulwark.policy.check;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.parse.ParseBudget;
import io.bulwark.policy.resolve.ResolvedMacro;
import io.bulwark.policy.syntax.Condition;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The macros of one load, each parsed once. A rule sees the macros of its own and earlier files; a
 * macro sees those that were first defined before its own last change.
 */
public final class MacroTable {
  private record Entry(ResolvedMacro source, MacroScope.Macro macro) {}

  private final Map<String, Entry> macros = new LinkedHashMap<>();
  private final Map<String, Boolean> used = new HashMap<>();
  private final FieldResolver fields;
  private final EventSchema schema;
  private final Compatibility compatibility;
  private final Diagnostics diagnostics;

  /** Parses all macros; syntax errors are reported whether a rule uses them or not. */
  public MacroTable(
      List<ResolvedMacro> resolved,
      FieldResolver fields,
      EventSchema schema,
      Compatibility compatibility,
      ParseBudget budget,
      Diagnostics diagnostics) {
    this.fields = fields;
    this.schema = schema;
    this.compatibility = compatibility;
    this.diagnostics = diagnostics;
    for (ResolvedMacro macro : resolved) {
      Diagnostic.Item item = new Diagnostic.Item("macro", macro.name());
      Condition tree =
          ConditionParser.parse(macro.condition(), diagnostics, Optional.of(item), budget);
      MacroScope inner = new Visible(other -> other.first() < macro.last());
      macros.put(macro.name(), new Entry(macro, new MacroScope.Macro(tree, item, inner)));
    }
  }

  private final class Visible implements MacroScope {
    private final Predicate<ResolvedMacro> visible;

    Visible(Predicate<ResolvedMacro> visible) {
      this.visible = visible;
    }

    @Override
    public Optional<Macro> find(String name) {
      Entry entry = macros.get(name);
      if (entry == null || !visible.test(entry.source())) {
        return Optional.empty();
      }
      used.put(name, true);
      return Optional.of(entry.macro());
    }

    @Override
    public Collection<String> names() {
      return macros.values().stream()
          .map(Entry::source)
          .filter(visible)
          .map(ResolvedMacro::name)
          .toList();
    }
  }

  /** What rules of file number {@code file} see. */
  public MacroScope scope(int file) {
    return new Visible(macro -> macro.file() <= file);
  }

  /** The parsed condition of a macro of this load. */
  public Condition tree(ResolvedMacro macro) {
    Entry entry = macros.get(macro.name());
    return entry == null ? new Condition.Invalid(macro.span()) : entry.macro().condition();
  }

  /** Names that no rule or macro used so far, in load order. */
  public List<ResolvedMacro> unused() {
    return macros.values().stream()
        .map(Entry::source)
        .filter(macro -> !used.containsKey(macro.name()))
        .toList();
  }

  /**
   * Checks what no rule has looked at: an unknown macro is an error as it is upstream, anything
   * else a warning.
   */
  public void checkUnused() {
    Diagnostics found = new Diagnostics();
    ConditionChecker checker = new ConditionChecker(fields, schema, compatibility, found);
    List<MacroScope.Macro> unused =
        macros.values().stream()
            .filter(entry -> !used.containsKey(entry.source().name()))
            .map(Entry::macro)
            .toList();
    for (MacroScope.Macro parsed : unused) {
      checker.check(parsed.condition(), parsed.inner(), Optional.of(parsed.item()), false);
    }
    for (Diagnostic problem : found.sorted()) {
      boolean error = problem.code() == Code.UNKNOWN_MACRO || problem.code() == Code.MACRO_LOOP;
      diagnostics.add(
          error
              ? problem
              : new Diagnostic(
                  Code.MACRO_CONDITION,
                  Code.MACRO_CONDITION.severity(),
                  problem.span(),
                  problem.message(),
                  problem.hint(),
                  problem.notes(),
                  problem.item()));
    }
  }
}
