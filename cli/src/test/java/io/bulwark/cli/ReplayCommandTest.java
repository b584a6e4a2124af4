package io.bulwark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

  private static final String SMALL = "src/test/resources/rules/small.yaml";
  private static final String BROKEN = "src/test/resources/rules/broken.yaml";

  private static String capture(String name) {
    return Upstream.require("captures/" + name + ".scap").toString();
  }

  @Test
  void alertsGoOutAndTheSummaryToStandardError() {
    Run run = Run.of("replay", "--rules", SMALL, capture("falco_cat_write"));
    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).isNotEmpty().allMatch(line -> line.contains(": Warning opened "));
    assertThat(run.err())
        .containsPattern(
            "[\\d,]+ events in \\d+\\.\\d\\d s \\([\\d,]+ per second\\), \\d+ alerts?\n")
        .containsPattern(" \\d+  Cat opens\n");
  }

  @Test
  void severalRuleFilesMayFollowOneOption() {
    String warned = "src/test/resources/rules/warned.yaml";
    Run run =
        Run.of("replay", "--no-summary", "--rules", SMALL, warned, capture("falco_cat_write"));
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isNotEmpty();
  }

  @Test
  void everyCaptureIsReplayed() {
    String one = capture("falco_cat_write");
    String single = Run.of("replay", "--rules", SMALL, one).out();
    assertThat(Run.of("replay", "--rules", SMALL, one, one).out()).isEqualTo(single + single);
  }

  @Test
  void selectionsApply() {
    String capture = capture("falco_cat_write");
    assertThat(Run.of("replay", "-r", SMALL, capture, "--disable", "Cat *").out()).isEmpty();
    assertThat(Run.of("replay", "-r", SMALL, capture, "-p", "error").out()).isEmpty();
    assertThat(Run.of("replay", "-r", SMALL, capture, "-t", "T1083").out()).isNotEmpty();
    assertThat(Run.of("replay", "-r", SMALL, capture, "-T", "T1083").out()).isEmpty();
    assertThat(Run.of("replay", "-r", SMALL, capture, "--disable", "Dog").err())
        .contains("no rule is called `Dog`");
  }

  @Test
  void badRulesStopTheReplay() {
    Run run = Run.of("replay", "--rules", BROKEN, "absent.scap");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("E301", "E402", "2 errors in the rules; `bulwark check ");
  }

  @Test
  void badCapturesAreTold(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("x.scap"), "not a capture at all");
    Run run = Run.of("replay", "--rules", SMALL, text.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith(text + ": error[E701]: ");
    Run absent = Run.of("replay", "--rules", SMALL, folder.resolve("no.scap").toString());
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("there is no such file");
    assertThat(Run.of("replay", "--rules", SMALL, folder.toString()).code()).isEqualTo(2);
    assertThat(Run.of("replay", "--rules", SMALL, "-p", "loud", "x").code()).isEqualTo(2);
  }

  @Test
  void rulesAndCapturesAreToldApart() {
    ReplayFiles files =
        ReplayFiles.of(List.of("policy.txt", "b.yaml", "c.scap"), List.of("d.yml", "e.gz"));
    assertThat(files.rules()).containsExactly("policy.txt", "b.yaml", "d.yml");
    assertThat(files.captures()).containsExactly("c.scap", "e.gz");
  }
}
