package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.RuleException;
import io.bulwark.policy.describe.ConditionDetails;
import io.bulwark.policy.describe.ConditionEvents;
import io.bulwark.policy.output.OutputTemplate.Segment;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code falco -L} and {@code -l RULE}: rules, macros and lists in upstream's shape. */
final class FalcoDescription {

  private final CheckedPolicy policy;
  private final @Nullable String only;
  private final ConditionEvents events = new ConditionEvents(EventSchema.standard());

  /**
   * A description.
   *
   * @param only the one rule to describe; null for all rules, macros and lists
   */
  FalcoDescription(CheckedPolicy policy, @Nullable String only) {
    this.policy = policy;
    this.only = only;
  }

  private List<CheckedRule> rules() {
    if (only == null) {
      return policy.rules();
    }
    List<CheckedRule> named =
        policy.rules().stream().filter(rule -> rule.name().equals(only)).toList();
    if (named.isEmpty()) {
      throw new FalcoFault("Rule \"" + only + "\" is not loaded");
    }
    return named;
  }

  void print(PrintStream out) {
    out.printf("%-50s %s%n", "Rule", "Description");
    out.printf("%-50s %s%n", "----", "-----------");
    for (CheckedRule rule : rules()) {
      out.printf("%-50s %s%n%n", rule.name(), rule.description().strip());
    }
  }

  void write(JsonGenerator to) throws IOException {
    to.writeStartObject();
    if (only == null) {
      all(to);
    }
    to.writeArrayFieldStart("rules");
    for (CheckedRule rule : rules()) {
      rule(to, rule);
    }
    to.writeEndArray();
    to.writeEndObject();
  }

  private void all(JsonGenerator to) throws IOException {
    Set<String> macros = new HashSet<>();
    Set<String> lists = new HashSet<>();
    used(macros, lists);
    to.writeArrayFieldStart("lists");
    for (Map.Entry<String, List<String>> list : policy.lists().entrySet()) {
      list(to, list.getKey(), list.getValue(), lists.contains(list.getKey()));
    }
    to.writeEndArray();
    to.writeArrayFieldStart("macros");
    for (Map.Entry<String, String> macro : policy.macros().entrySet()) {
      macro(to, macro.getKey(), macro.getValue(), macros.contains(macro.getKey()));
    }
    to.writeEndArray();
    requirements(to);
  }

  /** Names that a rule or a macro uses itself. */
  private void used(Set<String> macros, Set<String> lists) {
    Stream.concat(
            policy.rules().stream().map(CheckedRule::conditionText),
            policy.macros().values().stream())
        .map(this::details)
        .forEach(details -> {
          macros.addAll(details.macros());
          lists.addAll(details.lists());
        });
  }

  private ConditionDetails details(String condition) {
    return ConditionDetails.of(condition, policy.macros(), policy.lists());
  }

  private static void list(JsonGenerator to, String name, List<String> items, boolean used)
      throws IOException {
    to.writeStartObject();
    to.writeObjectFieldStart("details");
    Json.texts(to, "items_compiled", items);
    Json.texts(to, "lists", List.of());
    Json.texts(to, "plugins", List.of());
    to.writeBooleanField("used", used);
    to.writeEndObject();
    to.writeObjectFieldStart("info");
    Json.texts(to, "items", items);
    to.writeStringField("name", name);
    to.writeEndObject();
    to.writeEndObject();
  }

  private void macro(JsonGenerator to, String name, String condition, boolean used)
      throws IOException {
    ConditionDetails details = details(condition);
    to.writeStartObject();
    to.writeObjectFieldStart("details");
    conditionDetails(to, details);
    Json.texts(to, "events", events.of(details.compiled()));
    to.writeBooleanField("used", used);
    to.writeEndObject();
    to.writeObjectFieldStart("info");
    to.writeStringField("condition", condition);
    to.writeStringField("name", name);
    to.writeEndObject();
    to.writeEndObject();
  }

  /** What rules and macros have in common. Plugins are none: their fields are built in. */
  private static void conditionDetails(JsonGenerator to, ConditionDetails details)
      throws IOException {
    to.writeStringField("condition_compiled", details.compiled());
    Json.texts(to, "condition_fields", details.fields());
    Json.texts(to, "condition_operators", details.operators());
    Json.texts(to, "lists", details.lists());
    Json.texts(to, "macros", details.macros());
    Json.texts(to, "plugins", List.of());
  }

  private void requirements(JsonGenerator to) throws IOException {
    to.writeStringField("required_engine_version", policy.engineVersion().orElse("0.0.0"));
    to.writeArrayFieldStart("required_plugin_versions");
    for (Map.Entry<String, String> plugin : policy.pluginVersions().entrySet()) {
      to.writeStartObject();
      to.writeArrayFieldStart("alternatives");
      to.writeEndArray();
      to.writeStringField("name", plugin.getKey());
      to.writeStringField("version", plugin.getValue());
      to.writeEndObject();
    }
    to.writeEndArray();
  }

  private void rule(JsonGenerator to, CheckedRule rule) throws IOException {
    to.writeStartObject();
    to.writeObjectFieldStart("details");
    conditionDetails(to, details(rule.conditionText()));
    Json.texts(to, "events", events.names(rule.kinds()));
    exceptions(to, policy.exceptions().getOrDefault(rule.name(), List.of()));
    to.writeStringField("output_compiled", rule.output().text());
    Json.texts(
        to,
        "output_fields",
        rule.output().segments().stream()
            .filter(Segment.Value.class::isInstance)
            .map(segment -> ((Segment.Value) segment).name())
            .distinct()
            .toList());
    to.writeEndObject();
    to.writeObjectFieldStart("info");
    to.writeStringField("condition", rule.conditionText());
    to.writeStringField("description", rule.description());
    to.writeBooleanField("enabled", rule.enabled());
    to.writeStringField("name", rule.name());
    to.writeStringField("output", rule.output().text());
    to.writeStringField("priority", rule.priority().word());
    to.writeStringField("source", rule.source());
    Json.texts(to, "tags", rule.tags());
    to.writeEndObject();
    to.writeEndObject();
  }

  private static void exceptions(JsonGenerator to, List<RuleException> exceptions)
      throws IOException {
    Json.texts(to, "exception_fields", distinct(exceptions, RuleException::fields));
    Json.texts(
        to, "exception_names", exceptions.stream().map(RuleException::name).sorted().toList());
    Json.texts(to, "exception_operators", distinct(exceptions, RuleException::operators));
  }

  private static List<String> distinct(
      List<RuleException> exceptions, Function<RuleException, List<String>> of) {
    return exceptions.stream().map(of).flatMap(List::stream).distinct().sorted().toList();
  }
}
