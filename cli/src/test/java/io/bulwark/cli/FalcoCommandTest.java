package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalcoCommandTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String SMALL = "src/test/resources/rules/small.yaml";
  private static final String BROKEN = "src/test/resources/rules/broken.yaml";

  private static String[] falco(String... args) {
    List<String> all = new ArrayList<>(List.of("falco"));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  /** A replay of an upstream capture with the small rules. */
  private static Run replay(String capture, String... more) {
    List<String> all = new ArrayList<>(List.of("-r", SMALL, "-o", "engine.kind=replay"));
    all.add("-o");
    all.add("engine.replay.capture_file=" + Upstream.require("captures/" + capture + ".scap"));
    all.addAll(List.of(more));
    return Run.of(falco(all.toArray(String[]::new)));
  }

  @Test
  void validates() {
    Run good = Run.of(falco("-V", SMALL));
    assertThat(good.code()).isZero();
    assertThat(good.out()).isEqualTo(SMALL + ": Ok\n");
    Run bad = Run.of(falco("-V", BROKEN));
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).startsWith(BROKEN + ": Invalid\n2 Errors:\n");
    assertThat(bad.err()).startsWith("Error: " + BROKEN + ": Invalid\n");
  }

  @Test
  void validatesAsJson() {
    Run run = Run.of(falco("-V", SMALL, "-V", BROKEN, "-o", "json_output=true"));
    assertThat(run.code()).isEqualTo(1);
    Golden.check(GOLDEN.resolve("falco-validate.json"), run.out());
  }

  @Test
  void describesRules() {
    Golden.check(GOLDEN.resolve("falco-describe.txt"), Run.of(falco("-r", SMALL, "-L")).out());
    Golden.check(
        GOLDEN.resolve("falco-describe.json"),
        Run.of(falco("-r", SMALL, "-L", "-o", "json_output=true")).out());
    assertThat(Run.of(falco("-r", SMALL, "-l", "Cat opens")).out())
        .containsPattern("Cat opens\\s+A cat opens a file\\.")
        .doesNotContain("Cat connects");
    assertThat(Run.of(falco("-r", SMALL, "-l", "Dog")).code()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--nonsense",
        "-r absent.yaml",
        "-c absent.yaml",
        "-r " + SMALL,
        "-r " + SMALL + " -o rule_matching=some -o engine.kind=replay",
        "-r " + SMALL + " -o priority=loud",
        "-r " + SMALL + " -o json_output=perhaps",
        "-o x",
        "-r " + SMALL + " -o engine.kind=replay -o engine.replay.capture_file=absent.scap",
        "--list=plugin"
      })
  void failsAsFalcoFails(String call) {
    Run run = Run.of(falco(call.isEmpty() ? new String[0] : call.split(" ")));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("Error: ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void saysWithoutRulesWhatFalcoSays() {
    assertThat(Run.of(falco()).err()).contains("You must specify at least one rules file");
    assertThat(Run.of(falco("-r", SMALL, "-o", "rule_matching=some")).err())
        .contains("Unknown rule matching strategy");
  }

  @Test
  void listsFieldsAndVersions() {
    assertThat(Run.of(falco("--list", "-N")).out().lines()).contains("proc.name", "fd.name");
    assertThat(Run.of(falco("--list=syscall")).out()).contains("Name of the thread");
    assertThat(Run.of(falco("--version")).out())
        .containsPattern("Falco version:\\s+\\d+\\.\\d+\\.\\d+")
        .containsPattern("Engine:\\s+\\d+\\.\\d+\\.\\d");
    assertThat(Run.of(falco("--version", "-o", "json_output=true")).out())
        .contains("\"engine_version\":", "\"driver_schema_version\":\"");
  }

  @Test
  void replaysAndCounts() {
    Run run = replay("falco_cat_write", "-o", "rules[].enable.rule=*");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{9}: Warning opened \\(file=/dev/null")
        .contains("\nRule counts by severity:\n   WARNING: ")
        .containsPattern("Triggered rules by rule name:\n   Cat opens: \\d+\n$");
  }

  @Test
  void selectsRulesInOrder() {
    assertThat(replay("falco_cat_write", "-o", "rules[].disable.rule=C?t*").out())
        .startsWith("Events detected: 0\n");
    String[] again = {"-o", "rules[].disable.rule=*", "-o", "rules[].enable.tag=process"};
    assertThat(replay("falco_cat_write", again).out()).contains("Cat opens: ");
    assertThat(replay("falco_cat_write", "-o", "priority=error").out())
        .startsWith("Events detected: 0\n");
  }

  @Test
  void configurationAndOptionsDecideTheShape(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("falco.yaml");
    Path alerts = folder.resolve("alerts.txt");
    Files.writeString(
        config,
        """
        json_output: true
        json_include_tags_property: false
        time_format_iso_8601: true
        nonsense: 1
        append_output:
          - match: {tags: [process]}
            extra_output: "pid=%proc.pid"
            extra_fields: [proc.ppid, {both: "%proc.name/%proc.pid"}]
        stdout_output: {enabled: false}
        file_output: {enabled: true, filename: ALERTS}
        """
            .replace("ALERTS", alerts.toString()));
    Run run = replay("falco_cat_write", "-c", config.toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("unknown configuration key `nonsense`");
    assertThat(run.out()).startsWith("Events detected: ");
    assertThat(Files.readString(alerts))
        .contains(
            "\"evt.time.iso8601\":",
            "\"proc.pid\":",
            " pid=",
            "\"proc.ppid\":",
            "\"both\":\"cat/",
            "\"priority\":\"Warning\"")
        .doesNotContain("\"tags\"");
  }

  @Test
  void wrongAppendedOutputIsLocated() {
    Run run = replay("falco_cat_write", "-o", "append_output[].extra_output=%no.such");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("append_output.extra_output:1:1", "no.such");
  }
}
