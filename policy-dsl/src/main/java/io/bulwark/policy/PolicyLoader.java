package io.bulwark.policy;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.check.MacroTable;
import io.bulwark.policy.check.PolicyChecker;
import io.bulwark.policy.check.RuleText;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.lint.DeclarationLints;
import io.bulwark.policy.load.DeclarationReader;
import io.bulwark.policy.load.Version;
import io.bulwark.policy.parse.ConditionParser;
import io.bulwark.policy.parse.ParseBudget;
import io.bulwark.policy.resolve.FileDeclarations;
import io.bulwark.policy.resolve.ResolvedList;
import io.bulwark.policy.resolve.ResolvedMacro;
import io.bulwark.policy.resolve.ResolvedPolicy;
import io.bulwark.policy.resolve.ResolvedRule;
import io.bulwark.policy.resolve.Resolver;
import io.bulwark.policy.syntax.Condition;
import io.bulwark.policy.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads rule files: the phases of this module in their order. */
public final class PolicyLoader {
  /** Version of Falco's rule engine whose language this is. */
  public static final String ENGINE_VERSION = Version.ENGINE.toString();

  private final Diagnostics diagnostics = new Diagnostics();
  private final LoadOptions options;
  private final FieldResolver fields = FieldResolver.standard();
  private final EventSchema schema = EventSchema.standard();

  private PolicyLoader(LoadOptions options) {
    this.options = options;
  }

  /**
   * Loads files in order; later files see and may change what earlier ones define.
   *
   * @return everything that is valid, and all findings; never throws for a file's content
   */
  public static LoadResult load(List<PolicyFile> files, LoadOptions options) {
    return new PolicyLoader(options).load(files);
  }

  private LoadResult load(List<PolicyFile> files) {
    DeclarationReader reader = new DeclarationReader(diagnostics);
    List<FileDeclarations> declarations = new ArrayList<>(files.size());
    for (PolicyFile file : files) {
      declarations.add(
          new FileDeclarations(
              YamlReader.read(file.name(), file.content(), diagnostics)
                  .map(reader::read)
                  .orElse(List.of())));
    }
    ResolvedPolicy resolved = new Resolver(diagnostics).resolve(declarations);
    List<CheckedRule> rules = rules(resolved);
    return new LoadResult(
        new CheckedPolicy(
            rules,
            macros(resolved),
            lists(resolved),
            resolved.exceptions(),
            resolved.engine(),
            resolved.plugins()),
        diagnostics.sorted());
  }

  private List<CheckedRule> rules(ResolvedPolicy resolved) {
    ParseBudget budget = new ParseBudget();
    MacroTable macros =
        new MacroTable(
            resolved.macros(), fields, schema, options.compatibility(), budget, diagnostics);
    Map<String, Condition> trees = new HashMap<>();
    PolicyChecker checker = new PolicyChecker(fields, schema, options, diagnostics);
    List<CheckedRule> rules = new ArrayList<>();
    for (ResolvedRule rule : resolved.rules()) {
      Optional<Diagnostic.Item> item = Optional.of(new Diagnostic.Item("rule", rule.name()));
      Condition tree = ConditionParser.parse(rule.condition(), diagnostics, item, budget);
      trees.put(rule.name(), tree);
      checker
          .check(text(rule), tree, macros.scope(rule.file()))
          .filter(checked -> !rule.broken())
          .ifPresent(rules::add);
    }
    List<ResolvedMacro> unused = macros.unused();
    macros.checkUnused();
    if (options.lints()) {
      new DeclarationLints(fields, schema, diagnostics)
          .check(resolved, macros::tree, trees, unused);
    }
    return rules;
  }

  private static RuleText text(ResolvedRule rule) {
    return new RuleText(
        rule.order(),
        rule.name(),
        rule.description(),
        rule.condition(),
        rule.conditionText(),
        rule.output(),
        rule.priority(),
        rule.tags(),
        rule.source(),
        rule.enabled(),
        rule.warnEventTypes(),
        rule.skipIfUnknownFilter(),
        rule.span());
  }

  private static Map<String, String> macros(ResolvedPolicy resolved) {
    Map<String, String> out = new LinkedHashMap<>();
    for (ResolvedMacro macro : resolved.macros()) {
      out.put(macro.name(), macro.condition().text());
    }
    return out;
  }

  private static Map<String, List<String>> lists(ResolvedPolicy resolved) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (ResolvedList list : resolved.lists()) {
      out.put(list.name(), list.items());
    }
    return out;
  }
}
