package io.bulwark.policy.load;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import io.bulwark.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one rule. One use. */
final class RuleReader {
  private static final Map<String, Boolean> OVERRIDABLE =
      Map.ofEntries(
          Map.entry("condition", true),
          Map.entry("output", true),
          Map.entry("desc", true),
          Map.entry("tags", true),
          Map.entry("exceptions", true),
          Map.entry("priority", false),
          Map.entry("capture", false),
          Map.entry("capture_duration", false),
          Map.entry("enabled", false),
          Map.entry("warn_evttypes", false),
          Map.entry("skip-if-unknown-filter", false));

  private final Diagnostics diagnostics;
  private Optional<Diagnostic.Item> item = Optional.empty();
  private boolean broken;

  RuleReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Declaration read(Keys keys) throws LoadFault {
    SourceText name = keys.required("rule");
    if (name.text().isEmpty()) {
      throw new LoadFault(Code.MISSING_KEY, name.span(), "the name is empty");
    }
    Map<String, Declaration.Override> overrides =
        DeclarationReader.overrides(keys, OVERRIDABLE, Set.of("rule"));
    boolean append = DeclarationReader.append(keys, overrides);
    item = Optional.of(new Diagnostic.Item("rule", name.text()));
    Optional<List<String>> tags =
        value(() -> keys.texts("tags")).map(t -> t.stream().map(SourceText::text).toList());
    value(() -> captureKeys(keys));
    return new Declaration.RuleDecl(
        name.text(),
        value(() -> keys.text("condition")),
        value(() -> keys.text("output")).map(RuleReader::stripped),
        value(() -> keys.text("desc")),
        value(() -> priority(keys)),
        tags,
        value(() -> keys.text("source")).map(SourceText::text),
        value(() -> keys.truth("enabled")),
        value(() -> keys.truth("warn_evttypes")),
        value(() -> keys.truth("skip-if-unknown-filter")),
        value(() -> exceptions(keys, name.text())),
        append,
        overrides,
        broken,
        keys.span());
  }

  /** Reads one key. */
  private interface Reading<T> {
    Optional<T> read() throws LoadFault;
  }

  /** What {@code reading} gives; a fault is reported and the other keys are read all the same. */
  private <T> Optional<T> value(Reading<T> reading) {
    try {
      return reading.read();
    } catch (LoadFault fault) {
      diagnostics.add(fault.diagnostic(item));
      broken = true;
      return Optional.empty();
    }
  }

  /**
   * Captures on alert are Falco's own feature: accepted, checked for their type, without effect.
   */
  private static Optional<Boolean> captureKeys(Keys keys) throws LoadFault {
    Optional<Boolean> capture = keys.truth("capture");
    Optional<SourceText> duration = keys.text("capture_duration");
    if (duration.isPresent()
        && !duration.get().text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new LoadFault(
          Code.WRONG_TYPE, duration.get().span(), "`capture_duration` is a number of milliseconds");
    }
    return capture;
  }

  private static SourceText stripped(SourceText text) {
    String value = text.text();
    int start = 0;
    int end = value.length();
    while (start < end && Character.isWhitespace(value.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(value.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Optional<Priority> priority(Keys keys) throws LoadFault {
    Optional<SourceText> text = keys.text("priority");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Priority> priority = Priority.parse(text.get().text());
    if (priority.isEmpty()) {
      throw new LoadFault(
          Code.BAD_PRIORITY, text.get().span(), "unknown priority `" + text.get().text() + "`");
    }
    return priority;
  }

  private Optional<List<ExceptionDecl>> exceptions(Keys keys, String rule) throws LoadFault {
    Optional<YamlNode> node = keys.node("exceptions");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof YamlNode.Sequence sequence)) {
      throw Keys.wrongType(node.get(), "exceptions", "a list");
    }
    List<ExceptionDecl> out = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : sequence.items()) {
      ExceptionDecl exception = exception(item, rule);
      if (!names.add(exception.name())) {
        diagnostics.add(
            new Diagnostic(
                Code.EXCEPTION_NAME_NOT_UNIQUE,
                Code.EXCEPTION_NAME_NOT_UNIQUE.severity(),
                exception.span(),
                "two exceptions are called `" + exception.name() + "`",
                Optional.of(Code.EXCEPTION_NAME_NOT_UNIQUE.fix()),
                List.of(),
                Optional.of(new Diagnostic.Item("rule", rule))));
      }
      out.add(exception);
    }
    return Optional.of(out);
  }

  private ExceptionDecl exception(YamlNode node, String rule) throws LoadFault {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw Keys.wrongType(node, "exceptions", "a list of maps");
    }
    Keys keys = new Keys(mapping);
    String name = keys.required("name").text();
    Optional<YamlNode> fields = keys.node("fields");
    Optional<YamlNode> comps = keys.node("comps");
    Optional<YamlNode> values = keys.node("values");
    List<ExceptionDecl.Value> rows = List.of();
    if (values.isPresent()) {
      if (!(values.get() instanceof YamlNode.Sequence sequence)) {
        throw Keys.wrongType(values.get(), "values", "a list");
      }
      rows = values(sequence.items());
    }
    ExceptionDecl exception =
        new ExceptionDecl(
            name,
            fields.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new ExceptionDecl.Fields(
                        oneOrMany(fields.get(), "fields"),
                        fields.get() instanceof YamlNode.Sequence)),
            comps.isEmpty() ? List.of() : oneOrMany(comps.get(), "comps"),
            comps.isPresent() && comps.get() instanceof YamlNode.Sequence,
            rows,
            keys.span());
    keys.warnUnknown(diagnostics, Optional.of(new Diagnostic.Item("rule", rule)));
    return exception;
  }

  private static List<SourceText> oneOrMany(YamlNode node, String key) throws LoadFault {
    return node instanceof YamlNode.Scalar scalar
        ? List.of(scalar.source())
        : Keys.texts(node, key);
  }

  private static List<ExceptionDecl.Value> values(List<YamlNode> nodes) throws LoadFault {
    List<ExceptionDecl.Value> out = new ArrayList<>(nodes.size());
    for (YamlNode node : nodes) {
      out.add(
          switch (node) {
            case YamlNode.Scalar scalar -> new ExceptionDecl.Value.One(scalar.source());
            case YamlNode.Sequence(List<YamlNode> items, Span span) ->
                new ExceptionDecl.Value.Many(values(items), span);
            case YamlNode.Mapping mapping -> throw Keys.wrongType(mapping, "values", "a list");
          });
    }
    return out;
  }
}
