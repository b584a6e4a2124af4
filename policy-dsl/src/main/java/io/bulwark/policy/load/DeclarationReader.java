package io.bulwark.policy.load;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import io.bulwark.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the items of one file. */
public final class DeclarationReader {
  private static final List<String> KINDS =
      List.of("rule", "macro", "list", "required_engine_version", "required_plugin_versions");
  private static final Set<String> COMMON = Set.of("append", "override");

  private final Diagnostics diagnostics;

  /** A reader that reports into {@code diagnostics}. */
  public DeclarationReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** The declarations of a file's documents, in order; null documents and items are ignored. */
  public List<Declaration> read(List<YamlNode> documents) {
    List<Declaration> out = new ArrayList<>();
    for (YamlNode document : documents) {
      switch (document) {
        case YamlNode.Scalar scalar when scalar.isNull() -> {}
        case YamlNode.Sequence(List<YamlNode> items, Span span) ->
            items.forEach(item -> read(item).ifPresent(out::add));
        case YamlNode.Scalar scalar -> notItems(scalar);
        case YamlNode.Mapping mapping -> notItems(mapping);
      }
    }
    return out;
  }

  private void notItems(YamlNode node) {
    add(
        new LoadFault(
            Code.NOT_A_LIST,
            node.span(),
            "a rule file is a list of items, and this is " + node.kind()),
        Optional.empty());
  }

  private void add(LoadFault fault, Optional<Diagnostic.Item> item) {
    diagnostics.add(fault.diagnostic(item));
  }

  private Optional<Declaration> read(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
      return Optional.empty();
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      add(
          new LoadFault(Code.NOT_A_LIST, node.span(), "an item is a map, not " + node.kind()),
          Optional.empty());
      return Optional.empty();
    }
    Keys keys = new Keys(mapping);
    List<String> present = keys.present();
    Optional<String> kind = KINDS.stream().filter(present::contains).findFirst();
    if (kind.isEmpty()) {
      unknownItem(keys, mapping);
      return Optional.empty();
    }
    Optional<Diagnostic.Item> item = Optional.empty();
    try {
      item = item(keys, kind.get());
      Declaration declaration = declaration(keys, kind.get());
      keys.warnUnknown(diagnostics, item);
      return Optional.of(declaration);
    } catch (LoadFault fault) {
      add(fault, item);
      return Optional.empty();
    }
  }

  private static Optional<Diagnostic.Item> item(Keys keys, String kind) throws LoadFault {
    return kind.startsWith("required_")
        ? Optional.empty()
        : Optional.of(new Diagnostic.Item(kind, keys.required(kind).text()));
  }

  private void unknownItem(Keys keys, YamlNode.Mapping mapping) {
    for (String kind : KINDS) {
      if (mapping.entries().stream().anyMatch(entry -> entry.key().text().equals(kind))) {
        add(
            new LoadFault(Code.MISSING_KEY, keys.span(), "`" + kind + "` has no value"),
            Optional.empty());
        return;
      }
    }
    String first = mapping.entries().isEmpty() ? "" : mapping.entries().getFirst().key().text();
    String near = diagnostics.didYouMean(first, KINDS);
    diagnostics.add(
        new Diagnostic(
            Code.UNKNOWN_ITEM,
            Code.UNKNOWN_ITEM.severity(),
            keys.span(),
            "unknown item `" + first + "` is ignored",
            Optional.of(near.isEmpty() ? Code.UNKNOWN_ITEM.fix() : near),
            List.of(),
            Optional.empty()));
  }

  private Declaration declaration(Keys keys, String kind) throws LoadFault {
    return switch (kind) {
      case "rule" -> new RuleReader(diagnostics).read(keys);
      case "macro" -> macro(keys);
      case "list" -> list(keys);
      case "required_engine_version" -> VersionReader.engine(keys);
      default -> VersionReader.plugins(keys);
    };
  }

  private Declaration macro(Keys keys) throws LoadFault {
    SourceText name = keys.required("macro");
    requireName(name);
    if (!isIdentifier(name.text())) {
      warn(
          Code.INVALID_MACRO_NAME,
          name.span(),
          "macro name `" + name.text() + "` cannot be used in a condition",
          new Diagnostic.Item("macro", name.text()));
    }
    Map<String, Declaration.Override> overrides =
        overrides(keys, Map.of("condition", true), Set.of("macro"));
    return new Declaration.MacroDecl(
        name.text(), keys.required("condition"), append(keys, overrides), overrides, keys.span());
  }

  private Declaration list(Keys keys) throws LoadFault {
    SourceText name = keys.required("list");
    requireName(name);
    if (name.text().chars().anyMatch(c -> " \t\n\r(),=\"'".indexOf(c) >= 0)) {
      warn(
          Code.INVALID_LIST_NAME,
          name.span(),
          "list name `" + name.text() + "` cannot be used in a condition",
          new Diagnostic.Item("list", name.text()));
    }
    Optional<List<SourceText>> items = keys.texts("items");
    if (items.isEmpty() && !keys.present().contains("items")) {
      throw new LoadFault(Code.MISSING_KEY, keys.span(), "key `items` is missing");
    }
    Map<String, Declaration.Override> overrides =
        overrides(keys, Map.of("items", true), Set.of("list"));
    return new Declaration.ListDecl(
        name.text(), items.orElse(List.of()), append(keys, overrides), overrides, keys.span());
  }

  private static void requireName(SourceText name) throws LoadFault {
    if (name.text().isEmpty()) {
      throw new LoadFault(Code.MISSING_KEY, name.span(), "the name is empty");
    }
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars()
            .allMatch(c ->
                c == '_'
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9'));
  }

  private void warn(Code code, Span span, String message, Diagnostic.Item item) {
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            span,
            message,
            Optional.of(code.fix()),
            List.of(),
            Optional.of(item)));
  }

  /** The value of {@code append}, which excludes {@code override}. */
  static boolean append(Keys keys, Map<String, Declaration.Override> overrides) throws LoadFault {
    boolean append = keys.truth("append").orElse(false);
    if (append && !overrides.isEmpty()) {
      throw new LoadFault(
          Code.BAD_OVERRIDE, keys.span(), "`append` and `override` exclude each other");
    }
    return append;
  }

  /**
   * The {@code override} map. Every other key that is given needs an entry, and every entry a key.
   *
   * @param allowed key → whether it can be appended to (all can be replaced)
   * @param names keys that name the item and need no entry
   */
  static Map<String, Declaration.Override> overrides(
      Keys keys, Map<String, Boolean> allowed, Set<String> names) throws LoadFault {
    Optional<YamlNode> node = keys.node("override");
    if (node.isEmpty()) {
      return Map.of();
    }
    if (!(node.get() instanceof YamlNode.Mapping mapping)) {
      throw Keys.wrongType(node.get(), "override", "a map");
    }
    Map<String, Declaration.Override> out = new HashMap<>();
    List<String> present = keys.present();
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      out.put(key, kind(entry, allowed.get(key)));
      if (!present.contains(key) && keys.node(key).isEmpty()) {
        throw new LoadFault(
            Code.BAD_OVERRIDE,
            entry.key().span(),
            "`override` names `" + key + "`, which this item does not give");
      }
    }
    for (String key : present) {
      if (allowed.containsKey(key) && !out.containsKey(key)) {
        throw new LoadFault(
            Code.BAD_OVERRIDE,
            keys.span(),
            "`override` does not say what to do with `" + key + "`",
            "add `" + key + ": replace` or `" + key + ": append` to `override`");
      }
      if (!allowed.containsKey(key) && !names.contains(key) && !COMMON.contains(key)) {
        throw new LoadFault(
            Code.BAD_OVERRIDE, keys.span(), "key `" + key + "` cannot be overridden");
      }
    }
    return out;
  }

  private static Declaration.Override kind(YamlNode.Entry entry, @Nullable Boolean appendable)
      throws LoadFault {
    String key = entry.key().text();
    if (appendable == null) {
      throw new LoadFault(
          Code.BAD_OVERRIDE, entry.key().span(), "key `" + key + "` cannot be overridden");
    }
    String how = Keys.scalar(entry.value(), "override").text();
    if (how.equals("replace")) {
      return Declaration.Override.REPLACE;
    }
    if (how.equals("append") && appendable) {
      return Declaration.Override.APPEND;
    }
    throw new LoadFault(
        Code.BAD_OVERRIDE,
        entry.value().span(),
        how.equals("append")
            ? "key `" + key + "` cannot be appended to"
            : "`override` takes `append` or `replace`, not `" + how + "`");
  }
}
