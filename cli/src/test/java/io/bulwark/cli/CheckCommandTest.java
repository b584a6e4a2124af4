package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.fixtures.Upstream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String SMALL = "src/test/resources/rules/small.yaml";
  private static final String BROKEN = "src/test/resources/rules/broken.yaml";

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void printsFindings(String format) {
    Golden.check(
        GOLDEN.resolve("check-broken-" + format + ".txt"),
        Run.of("check", "--format", format, BROKEN).transcript());
  }

  @Test
  void printsSarif() {
    Run run = Run.of("check", "--format", "sarif", BROKEN);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("sarif-2.1.0", "\"results\"", "\"E301\"", "broken.yaml");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "small.yaml,0",
    "broken.yaml,1",
    "absent.yaml,2",
  })
  void exitCodeSaysHowItWent(String file, int code) {
    assertThat(Run.of("check", "src/test/resources/rules/" + file).code()).isEqualTo(code);
  }

  @Test
  void strictCountsWarnings() {
    String warned = "src/test/resources/rules/warned.yaml";
    assertThat(Run.of("check", warned).code()).isZero();
    assertThat(Run.of("check", "--strict", warned).code()).isEqualTo(1);
  }

  @Test
  void aFolderIsItsRuleFiles() {
    Run run = Run.of("check", "src/test/resources/rules");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("rules/broken.yaml:3:");
  }

  @Test
  void rulesAreListed() {
    Golden.check(GOLDEN.resolve("rules-list.txt"), Run.of("rules", "list", SMALL).transcript());
    Golden.check(
        GOLDEN.resolve("rules-list-json.txt"), Run.of("rules", "list", "--json", SMALL).out());
  }

  @Test
  void upstreamRulesAreFine() {
    Run run = Run.of("check", Upstream.require("falco-rules").toString());
    assertThat(run.code()).isZero();
    assertThat(run.err()).startsWith("bulwark: 93 rules, 0 errors, ");
  }
}
