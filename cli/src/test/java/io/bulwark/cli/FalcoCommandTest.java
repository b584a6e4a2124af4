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

  @Test
  void describesMacrosListsAndExceptionsInFull() {
    Golden.check(
        GOLDEN.resolve("falco-details.json"),
        Run.of(falco("-r", "src/test/resources/rules/details.yaml", "-L", "-o", "json_output=true"))
            .out()
            .replace(",\"", ",\n\""));
  }

  @Test
  void ownFindingsAreThoseOfAnExtensionWhenAskedFor() {
    String rules = "src/test/resources/rules/details.yaml";
    assertThat(Run.of(falco("-V", rules, "-o", "json_output=true")).out())
        .doesNotContain("_EXTENSION");
    assertThat(Run.of(falco("-v", "-V", rules, "-o", "json_output=true")).out())
        .contains("\"code\":\"LOAD_WARNING_EXTENSION\"");
  }

  @Test
  void olderFlagsReplayToo(@TempDir Path folder) throws IOException {
    Path pid = folder.resolve("pid");
    String capture = Upstream.require("captures/falco_cat_write.scap").toString();
    Run run =
        Run.of(falco("-r", SMALL, "-A", "-P", pid.toString(), "-p", "<%proc.pid>", "-e", capture));
    assertThat(run.code()).isZero();
    assertThat(run.out()).containsPattern("opened \\(file=/dev/null.* <\\d+>\n");
    assertThat(run.err()).contains("Warning: The -p/--print option is deprecated");
    assertThat(Files.readString(pid)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(Run.of(falco("-r", SMALL, "-pc", "-e", capture)).out())
        .isEqualTo(Run.of(falco("-r", SMALL, "-e", capture)).out());
    Run refused = Run.of(falco("-r", SMALL, "-P", folder + "/no/pid", "-e", capture));
    assertThat(refused.err()).contains("Error: Could not write pid to pidfile");
  }

  @Test
  void saysWhatAReplayDoesNotHave() {
    assertThat(Run.of(falco("-i")).out()).isEqualTo("Ignored Event(s):\n\n");
    assertThat(Run.of(falco("-i")).err()).contains("a replay delivers every event");
    assertThat(Run.of(falco("--list-plugins")).out()).isEqualTo("0 Plugins Loaded:\n\n");
    Run plugin = Run.of(falco("--plugin-info", "container"));
    assertThat(plugin.code()).isEqualTo(1);
    assertThat(plugin.err())
        .isEqualTo(
            "Error: can't find plugin and print its info: container (plugins are not loaded:"
                + " container and Kubernetes fields are built in)\n");
  }

  @Test
  void supportHoldsWhatAReportNeeds(@TempDir Path folder) throws IOException {
    Path config = Files.writeString(folder.resolve("falco.yaml"), "rules_files: [" + SMALL + "]\n");
    Run run = Run.of(falco("-c", config.toString(), "--support"));
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "\"cmdline\":\"bulwark falco -c " + config + " --support\"",
            "\"config\":\"rules_files: [" + SMALL + "]\\n\"",
            "\"engine_version_semver\":",
            "\"rules_files\":[{\"name\":\"" + SMALL + "\",\"variants\":[{\"content\":\"",
            "\"system_info\":{\"machine\":");
  }

  @Test
  void mergesFurtherConfigurationFiles(@TempDir Path folder) throws IOException {
    Path more = Files.createDirectory(folder.resolve("config.d"));
    Files.writeString(more.resolve("10.yaml"), "rules_files: [" + SMALL + "]\njson_output: true\n");
    Files.writeString(more.resolve("20.yaml"), "priority: error\n");
    Path last =
        Files.writeString(folder.resolve("last.yaml"), "json_output: false\nlog_level: x\n");
    Path config = folder.resolve("falco.yaml");
    String list = "config_files: [" + more + ", " + folder + "/absent, {path: " + last + "%s}]\n";
    String[] replay = {"-c", config.toString(), "-o", "engine.kind=replay", "-o"};
    List<String> call = new ArrayList<>(List.of(replay));
    call.add("engine.replay.capture_file=" + Upstream.require("captures/falco_cat_write.scap"));
    String[] whole = call.toArray(String[]::new);

    Files.writeString(config, "priority: debug\n" + list.formatted(""));
    assertThat(Run.of(falco(whole)).out()).startsWith("Events detected: 0\n");
    Files.writeString(more.resolve("20.yaml"), "rules: [{disable: {rule: 'Cat c*'}}]\n");
    assertThat(Run.of(falco(whole)).out()).contains(": Warning opened (file=/dev/null");
    Files.writeString(config, list.formatted(", strategy: add-only"));
    assertThat(Run.of(falco(whole)).out()).startsWith("{\"");
    Files.writeString(config, list.formatted(", strategy: mix"));
    assertThat(Run.of(falco(whole)).err()).contains("strategy `mix` is none of");
    Files.writeString(last, "config_files: [x]\n");
    Files.writeString(config, list.formatted(""));
    assertThat(Run.of(falco(whole)).err())
        .contains("'config_files' directive in included config file");
    Files.writeString(config, "config_files: " + config + "\n");
    assertThat(Run.of(falco(whole)).err()).contains("tried to include main config file");
  }
}
