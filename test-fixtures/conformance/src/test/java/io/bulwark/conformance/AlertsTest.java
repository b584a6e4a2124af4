package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.fixtures.Upstream;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With the three upstream rule files, every capture raises upstream's alerts, value for value.
 *
 * <p>Not the host name: upstream names the machine that replays, we name the one in the capture.
 */
class AlertsTest {
  private static final List<String> FILES =
      List.of("falco_rules.yaml", "falco-incubating_rules.yaml", "falco-sandbox_rules.yaml");

  /** C-07: `not container.mount.dest[x] in (...)` is no longer true where no mount matches. */
  private static final Set<String> MOUNTS =
      Set.of(
          "sf_mpm-event_full_capture: Launch Sensitive Mount Container",
          "sf_mpm-event_full_capture: Container Run as Root User");

  private static boolean excepted(String capture, String line, Compatibility compatibility) {
    String rule = line.split(" \\| ")[1];
    String place = capture + ": " + rule;
    return compatibility == Compatibility.CORRECTED && MOUNTS.contains(place);
  }

  /** The recorder could not know it: upstream's values are not comparable. */
  private static final String START = "container.start_ts";

  private static String withoutStart(String message) {
    return message.replaceAll("container_start_ts=\\S+", "container_start_ts=");
  }

  @ParameterizedTest
  @CsvSource({
    "alerts, false, STRICT",
    "alerts, false, CORRECTED",
    "alerts-all-rules, true, STRICT",
    "alerts-all-rules, true, CORRECTED"
  })
  void sameAlerts(String folder, boolean all, Compatibility compatibility) throws IOException {
    Path wantedFiles = Upstream.require("falco-oracle/" + folder);
    CheckedPolicy policy = policy(all, compatibility);
    List<String> differences = new ArrayList<>();
    int alerts = 0;
    try (Stream<Path> files = Files.list(wantedFiles)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        List<String> wanted = wanted(file);
        List<String> found =
            found(policy, Upstream.require("captures/" + name + ".scap"), compatibility);
        alerts += wanted.size();
        compare(name, wanted, found, compatibility, differences);
      }
    }
    System.out.println(folder + " " + compatibility + ": " + alerts + " alerts compared");
    assertThat(differences).isEmpty();
    assertThat(alerts).isPositive();
  }

  private static void compare(
      String name,
      List<String> wanted,
      List<String> found,
      Compatibility compatibility,
      List<String> differences) {
    List<String> missing = new ArrayList<>(wanted);
    found.forEach(missing::remove);
    List<String> extra = new ArrayList<>(found);
    wanted.forEach(extra::remove);
    int before = missing.size() + extra.size();
    missing.removeIf(line -> excepted(name, line, compatibility));
    extra.removeIf(line -> excepted(name, line, compatibility));
    missing.forEach(m -> differences.add(name + " lacks  " + m));
    extra.forEach(e -> differences.add(name + " has    " + e));
    if (before == 0 && !wanted.equals(found)) {
      differences.add(name + ": other order");
    }
  }

  private static CheckedPolicy policy(boolean all, Compatibility compatibility) throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    for (String file : FILES) {
      Path path = Upstream.require("falco-rules/" + file);
      files.add(new PolicyFile(file, Files.readAllBytes(path)));
    }
    LoadResult result = PolicyLoader.load(files, new LoadOptions(compatibility, false));
    assertThat(result.hasErrors()).as("%s", result.diagnostics()).isFalse();
    assertThat(result.policy().rules()).hasSize(93);
    return all ? result.policy().allEnabled() : result.policy();
  }

  private static List<String> found(CheckedPolicy policy, Path capture, Compatibility compatibility)
      throws IOException {
    List<String> lines = new ArrayList<>();
    ReplayOptions options =
        ReplayOptions.of(p -> {}).withStrict(compatibility == Compatibility.STRICT);
    try (ReplaySource source = ReplaySource.open(capture, Policies.SCHEMA, options)) {
      RuleEngine engine =
          RuleEngine.compile(
              policy,
              source,
              Policies.SCHEMA,
              EngineOptions.defaults().withCompatibility(compatibility));
      while (source.next()) {
        engine.process(d -> lines.add(line(d)));
      }
    }
    return lines;
  }

  private static String line(Detection d) {
    Map<String, String> fields = new TreeMap<>();
    d.fields().forEach((name, value) -> fields.put(name, text(value)));
    fields.remove(START);
    return String.join(
        " | ",
        Long.toString(d.timestamp()),
        d.rule(),
        d.priority().word(),
        d.source(),
        d.tags().toString(),
        withoutStart(d.message()),
        fields.toString());
  }

  private static String text(FieldValue value) {
    return switch (value) {
      case FieldValue.Missing m -> "null";
      case FieldValue.Text(String text) -> '"' + text + '"';
      case FieldValue.Bool(boolean bool) -> Boolean.toString(bool);
      case FieldValue.Number number ->
          number.unsigned() ? Long.toUnsignedString(number.value()) : Long.toString(number.value());
      case FieldValue.TextList list -> list.values().toString();
    };
  }

  private static List<String> wanted(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        lines.add(alert(json));
      }
    }
    return lines;
  }

  private static String alert(JsonParser json) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    Map<String, String> fields = new TreeMap<>();
    List<String> tags = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken token = json.nextToken();
            fields.put(
                field,
                token == JsonToken.VALUE_STRING ? '"' + json.getText() + '"' : json.getText());
          }
        }
        case START_ARRAY -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            tags.add(json.getText());
          }
        }
        default -> keys.put(key, json.getText());
      }
    }
    // The key of the alert's own time, which the settings of that run added.
    fields.remove("evt.time.iso8601");
    fields.remove(START);
    Instant time = Instant.parse(keys.get("time"));
    String prefix = ": " + keys.get("priority") + " ";
    String output = keys.get("output");
    return String.join(
        " | ",
        Long.toString(time.getEpochSecond() * 1_000_000_000 + time.getNano()),
        keys.get("rule"),
        keys.get("priority"),
        keys.get("source"),
        tags.toString(),
        withoutStart(output.substring(output.indexOf(prefix) + prefix.length())),
        fields.toString());
  }
}
