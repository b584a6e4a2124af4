package io.bulwark.policy.load;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import io.bulwark.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Typed access to a mapping; what nobody asked for is unknown. A null value counts as absent. */
final class Keys {
  private final YamlNode.Mapping mapping;
  private final Set<String> known = new LinkedHashSet<>();

  Keys(YamlNode.Mapping mapping) {
    this.mapping = mapping;
  }

  Span span() {
    return mapping.entries().isEmpty() ? mapping.span() : mapping.entries().getFirst().key().span();
  }

  Optional<YamlNode> node(String key) {
    known.add(key);
    for (YamlNode.Entry entry : mapping.entries()) {
      if (entry.key().text().equals(key)) {
        return entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()
            ? Optional.empty()
            : Optional.of(entry.value());
      }
    }
    return Optional.empty();
  }

  /** Keys with a value, in file order. */
  List<String> present() {
    return mapping.entries().stream()
        .filter(e -> !(e.value() instanceof YamlNode.Scalar scalar && scalar.isNull()))
        .map(e -> e.key().text())
        .toList();
  }

  Optional<SourceText> text(String key) throws LoadFault {
    Optional<YamlNode> node = node(key);
    return node.isEmpty() ? Optional.empty() : Optional.of(scalar(node.get(), key).source());
  }

  SourceText required(String key) throws LoadFault {
    Optional<SourceText> text = text(key);
    if (text.isEmpty()) {
      throw new LoadFault(Code.MISSING_KEY, span(), "key `" + key + "` is missing");
    }
    return text.get();
  }

  Optional<Boolean> truth(String key) throws LoadFault {
    Optional<YamlNode> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    YamlNode.Scalar scalar = scalar(node.get(), key);
    return switch (scalar.text()) {
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" ->
          Optional.of(true);
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" ->
          Optional.of(false);
      default ->
          throw new LoadFault(
              Code.WRONG_TYPE,
              scalar.span(),
              "`" + key + "` is true or false, not `" + scalar.text() + "`");
    };
  }

  Optional<List<SourceText>> texts(String key) throws LoadFault {
    Optional<YamlNode> node = node(key);
    return node.isEmpty() ? Optional.empty() : Optional.of(texts(node.get(), key));
  }

  static List<SourceText> texts(YamlNode node, String key) throws LoadFault {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      throw wrongType(node, key, "a list");
    }
    List<SourceText> out = new ArrayList<>(sequence.items().size());
    for (YamlNode item : sequence.items()) {
      out.add(scalar(item, key).source());
    }
    return out;
  }

  static YamlNode.Scalar scalar(YamlNode node, String key) throws LoadFault {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar;
    }
    throw wrongType(node, key, "a text");
  }

  static LoadFault wrongType(YamlNode node, String key, String wanted) {
    return new LoadFault(
        Code.WRONG_TYPE, node.span(), "`" + key + "` is " + wanted + ", not " + node.kind());
  }

  /** Warns of every key that no method was asked for. */
  void warnUnknown(Diagnostics diagnostics, Optional<Diagnostic.Item> item) {
    for (YamlNode.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        String near = diagnostics.didYouMean(key, known);
        diagnostics.add(
            new Diagnostic(
                Code.UNKNOWN_KEY,
                Code.UNKNOWN_KEY.severity(),
                entry.key().span(),
                "unknown key `" + key + "` is ignored",
                near.isEmpty() ? Optional.empty() : Optional.of(near),
                List.of(),
                item));
      }
    }
  }
}
