package io.bulwark.policy.resolve;

import io.bulwark.policy.RuleException;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.load.Declaration;
import io.bulwark.policy.load.Declaration.Override;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges the declarations of all files in load order. One use; not thread-safe. */
public final class Resolver {
  /** How often one name may be defined or changed. */
  static final int MAX_CHANGES = 500;

  private final Diagnostics diagnostics;
  private final Requirements requirements;
  private final RuleMerger rules;
  private final LinkedHashMap<String, ListDef> lists = new LinkedHashMap<>();
  private final LinkedHashMap<String, MacroDef> macros = new LinkedHashMap<>();
  private final Map<String, Integer> changes = new HashMap<>();
  private int turn;

  /** A resolver that reports into {@code diagnostics}. */
  public Resolver(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    requirements = new Requirements();
    rules = new RuleMerger(diagnostics);
  }

  /** The merged declarations. A file whose requirements are not met is left out whole. */
  public ResolvedPolicy resolve(List<FileDeclarations> files) {
    for (int file = 0; file < files.size(); file++) {
      List<Declaration> declarations = files.get(file).declarations();
      if (requirements.met(declarations, diagnostics)) {
        for (Declaration declaration : declarations) {
          apply(declaration, file);
        }
      }
    }
    return substituted();
  }

  private void apply(Declaration declaration, int file) {
    turn++;
    try {
      requireFewChanges(declaration);
      switch (declaration) {
        case Declaration.RuleDecl rule -> rules.apply(rule, file);
        case Declaration.MacroDecl macro -> macro(macro, file);
        case Declaration.ListDecl list -> list(list);
        case Declaration.EngineVersionDecl version -> {}
        case Declaration.PluginVersionsDecl versions -> {}
      }
    } catch (ResolveFault fault) {
      diagnostics.add(
          switch (declaration) {
            case Declaration.RuleDecl rule -> fault.diagnostic("rule", rule.name());
            case Declaration.MacroDecl macro -> fault.diagnostic("macro", macro.name());
            case Declaration.ListDecl list -> fault.diagnostic("list", list.name());
            case Declaration.EngineVersionDecl version -> fault.diagnostic("file", "");
            case Declaration.PluginVersionsDecl versions -> fault.diagnostic("file", "");
          });
    }
  }

  /** Each change copies what is there: very many of them would take the square of their number. */
  private void requireFewChanges(Declaration declaration) throws ResolveFault {
    String item =
        switch (declaration) {
          case Declaration.RuleDecl rule -> "rule " + rule.name();
          case Declaration.MacroDecl macro -> "macro " + macro.name();
          case Declaration.ListDecl list -> "list " + list.name();
          case Declaration.EngineVersionDecl version -> "";
          case Declaration.PluginVersionsDecl versions -> "";
        };
    if (changes.merge(item, 1, Integer::sum) > MAX_CHANGES && !item.isEmpty()) {
      throw new ResolveFault(
          Code.BAD_OVERRIDE,
          declaration.span(),
          "this is defined or changed more than " + MAX_CHANGES + " times",
          "put the changes together");
    }
  }

  private void macro(Declaration.MacroDecl decl, int file) throws ResolveFault {
    MacroDef old = macros.get(decl.name());
    boolean append = decl.append() || decl.overrides().get("condition") == Override.APPEND;
    boolean replace = decl.overrides().get("condition") == Override.REPLACE;
    if ((append || replace) && old == null) {
      throw nothing("macro", decl.name(), decl.span());
    }
    deprecated(decl.append(), "macro", decl.name(), decl.span());
    if (old != null && !append && !replace) {
      boolean same = old.condition().text().strip().equals(decl.condition().text().strip());
      redefined("macro", decl.name(), old.span(), decl.span(), same);
    }
    SourceText condition =
        append && old != null ? joined(old.condition(), decl.condition()) : decl.condition();
    int first = old == null ? turn : old.first();
    int firstFile = old == null ? file : old.file();
    Span span = old != null && (append || replace) ? old.span() : decl.span();
    macros.put(decl.name(), new MacroDef(decl.name(), condition, first, turn, firstFile, span));
  }

  private void list(Declaration.ListDecl decl) throws ResolveFault {
    ListDef old = lists.get(decl.name());
    boolean append = decl.append() || decl.overrides().get("items") == Override.APPEND;
    boolean replace = decl.overrides().get("items") == Override.REPLACE;
    if ((append || replace) && old == null) {
      throw nothing("list", decl.name(), decl.span());
    }
    deprecated(decl.append(), "list", decl.name(), decl.span());
    if (old != null && !append && !replace) {
      redefined("list", decl.name(), old.span(), decl.span(), texts(old).equals(texts(decl)));
    }
    List<SourceText> items = new ArrayList<>(append && old != null ? old.items() : List.of());
    items.addAll(decl.items());
    Span span = old != null && (append || replace) ? old.span() : decl.span();
    int first = old == null ? turn : old.first();
    lists.put(decl.name(), new ListDef(decl.name(), items, first, turn, span));
  }

  private static List<String> texts(ListDef list) {
    return list.items().stream().map(SourceText::text).toList();
  }

  private static List<String> texts(Declaration.ListDecl list) {
    return list.items().stream().map(SourceText::text).toList();
  }

  private void redefined(String kind, String name, Span old, Span now, boolean same) {
    if (!same && !old.file().equals(now.file())) {
      diagnostics.add(
          new Diagnostic(
              Code.REDEFINED,
              Code.REDEFINED.severity(),
              now,
              kind + " `" + name + "` is defined again with other content",
              Optional.of(Code.REDEFINED.fix()),
              List.of(new Diagnostic.Note(old, "defined here before")),
              Optional.of(new Diagnostic.Item(kind, name))));
    }
  }

  private void deprecated(boolean append, String kind, String name, Span span) {
    if (append) {
      diagnostics.add(RuleMerger.deprecation(kind, name, span, "`append: true` is deprecated"));
    }
  }

  static ResolveFault nothing(String kind, String name, Span span) {
    return new ResolveFault(
        Code.NOTHING_TO_CHANGE,
        span,
        "there is no " + kind + " `" + name + "` to change",
        Code.NOTHING_TO_CHANGE.fix());
  }

  /** Two texts with one blank between. */
  static SourceText joined(SourceText first, SourceText second) {
    return new SourceText.Builder()
        .append(first)
        .appendSynthetic(" ", second.span())
        .append(second)
        .build();
  }

  private ResolvedPolicy substituted() {
    Lists known = new Lists(lists, diagnostics);
    List<ResolvedMacro> outMacros = new ArrayList<>();
    for (MacroDef macro : macros.values()) {
      substituted(macro, known).ifPresent(outMacros::add);
    }
    List<ResolvedRule> outRules = new ArrayList<>();
    Map<String, List<RuleException>> exceptions = new HashMap<>();
    for (RuleDef rule : rules.all()) {
      if (!rule.exceptions().isEmpty()) {
        exceptions.put(rule.name(), Exceptions.describe(rule.exceptions()));
      }
      substituted(rule, known).ifPresent(outRules::add);
    }
    return new ResolvedPolicy(
        known.all(),
        outMacros,
        outRules,
        known.used(),
        exceptions,
        requirements.engine(),
        Map.copyOf(requirements.plugins()));
  }

  private Optional<ResolvedMacro> substituted(MacroDef macro, Lists known) {
    try {
      return Optional.of(
          new ResolvedMacro(
              macro.name(),
              known.substitute(macro.condition()),
              macro.first(),
              macro.last(),
              macro.file(),
              macro.span()));
    } catch (ResolveFault fault) {
      diagnostics.add(fault.diagnostic("macro", macro.name()));
      return Optional.empty();
    }
  }

  private Optional<ResolvedRule> substituted(RuleDef rule, Lists known) {
    try {
      SourceText whole = Exceptions.apply(rule.condition(), rule.exceptions());
      return Optional.of(
          new ResolvedRule(
              rule.order(),
              rule.name(),
              rule.description().text(),
              known.substitute(whole),
              whole.text(),
              rule.output(),
              rule.priority(),
              rule.tags(),
              rule.source(),
              rule.enabled(),
              rule.warnEventTypes(),
              rule.skipIfUnknownFilter(),
              rule.appendedAt(),
              rule.broken(),
              rule.file(),
              rule.span()));
    } catch (ResolveFault fault) {
      diagnostics.add(fault.diagnostic("rule", rule.name()));
      return Optional.empty();
    }
  }
}
