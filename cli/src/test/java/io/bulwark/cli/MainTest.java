package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Golden;
import io.bulwark.policy.select.NamePattern;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "check --help",
        "fields --help",
        "version --help",
        "chek",
        "check",
        "check --conditins",
        "fields nosuchfield",
        "fields a b",
        "--nonsense",
        "replay --help",
        "replay",
        "replay -r x.yaml",
        "demo --help",
        "bpf",
        "bpf --help",
        "doctor --help",
        "rules",
        "rules --help",
        "rules list --help",
        "falco --help"
      })
  void saysWhatToTypeNext(String call) {
    String[] args = call.isEmpty() ? new String[0] : call.split(" ");
    String name = call.isEmpty() ? "nothing" : call.replace(' ', '_');
    Golden.check(GOLDEN.resolve("call-" + name + ".txt"), Run.of(args).transcript());
  }

  @Test
  void fieldsAreFoundByPartAndByPattern() {
    assertThat(Run.of("fields", "proc.aname").out()).startsWith("proc.aname[N]? ");
    assertThat(Run.of("fields", "proc.?name").out().lines())
        .allMatch(line -> line.startsWith("proc.") && line.contains("name"))
        .hasSizeGreaterThan(1);
    assertThat(Run.of("fields", "--json", "fd.name").out())
        .startsWith("{\"name\":\"fd.name\",\"class\":\"fd\",\"type\":\"CHARBUF\"");
    assertThat(Run.of("fields", "--events", "openat").out()).isEqualTo("openat\nopenat2\n");
  }

  @Test
  void everyFieldHasALine() {
    Run run = Run.of("fields");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines().count()).isGreaterThan(200);
  }

  @Test
  void patternsDoNotRunAway() {
    String name = "a".repeat(5_000);
    assertThat(NamePattern.matches("*a".repeat(200) + "b", name)).isFalse();
    assertThat(NamePattern.matches("*a*?", "bab")).isTrue();
    assertThat(NamePattern.matches("", "")).isTrue();
    assertThat(NamePattern.matches("?", "")).isFalse();
  }
}
