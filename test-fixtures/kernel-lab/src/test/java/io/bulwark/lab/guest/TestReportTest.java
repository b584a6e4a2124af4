package io.bulwark.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.lab.guest.TestOutcome.Failed;
import io.bulwark.lab.guest.TestOutcome.Passed;
import io.bulwark.lab.guest.TestOutcome.Skipped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestReportTest {
  private static final List<TestOutcome> OUTCOMES =
      List.of(
          new TestOutcome("A > a()", Duration.ofNanos(1), new Passed()),
          new TestOutcome("A > [1] \\t\t\\", Duration.ofSeconds(3), new Failed("x\r\n\ty\\n\n")),
          new TestOutcome("", Duration.ZERO, new Skipped("")));

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (TestOutcome outcome : OUTCOMES) {
      text.append(TestReport.started(outcome.name())).append(TestReport.outcome(outcome));
    }
    return text.append(TestReport.end()).toString();
  }

  @Test
  void whatIsWrittenIsRead() {
    TestReport report = TestReport.read(text());

    assertThat(report.outcomes()).isEqualTo(OUTCOMES);
    assertThat(report.complete()).isTrue();
    assertThat(report.running()).isEmpty();
  }

  @Test
  void reportsThatEndEarlyHoldWhatWasKnown() {
    String text = text();
    for (int length = 0; length < text.length(); length++) {
      TestReport report = TestReport.read(text.substring(0, length));

      assertThat(report.complete()).isFalse();
      assertThat(report.outcomes()).isEqualTo(OUTCOMES.subList(0, report.outcomes().size()));
    }
    assertThat(TestReport.read(TestReport.started("A > a()")).running()).contains("A > a()");
  }
}
