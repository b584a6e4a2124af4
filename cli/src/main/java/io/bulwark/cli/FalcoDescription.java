package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.output.OutputTemplate.Segment;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code falco -L} and {@code -l RULE}: rules, macros and lists in upstream's shape. */
final class FalcoDescription {

  private final CheckedPolicy policy;
  private final @Nullable String only;

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
    EventSchema schema = EventSchema.standard();
    to.writeStartObject();
    if (only == null) {
      to.writeArrayFieldStart("lists");
      for (Map.Entry<String, List<String>> list : policy.lists().entrySet()) {
        to.writeStartObject();
        to.writeObjectFieldStart("info");
        Json.texts(to, "items", list.getValue());
        to.writeStringField("name", list.getKey());
        to.writeEndObject();
        to.writeEndObject();
      }
      to.writeEndArray();
      to.writeArrayFieldStart("macros");
      for (Map.Entry<String, String> macro : policy.macros().entrySet()) {
        to.writeStartObject();
        to.writeObjectFieldStart("info");
        to.writeStringField("condition", macro.getValue());
        to.writeStringField("name", macro.getKey());
        to.writeEndObject();
        to.writeEndObject();
      }
      to.writeEndArray();
      requirements(to);
    }
    to.writeArrayFieldStart("rules");
    for (CheckedRule rule : rules()) {
      rule(to, rule, schema);
    }
    to.writeEndArray();
    to.writeEndObject();
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

  private static void rule(JsonGenerator to, CheckedRule rule, EventSchema schema)
      throws IOException {
    to.writeStartObject();
    to.writeObjectFieldStart("details");
    Json.texts(to, "events", rule.kinds().stream().mapToObj(schema::kindName).sorted().toList());
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
}
