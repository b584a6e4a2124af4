package io.bulwark.lab.guest;

import io.bulwark.lab.guest.TestOutcome.Failed;
import io.bulwark.lab.guest.TestOutcome.Passed;
import io.bulwark.lab.guest.TestOutcome.Skipped;
import io.bulwark.lab.guest.TestOutcome.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes what JUnit tells to a report, every line at once. */
final class ReportWriter implements TestExecutionListener {
  /** Longer traces say no more. */
  private static final int MAX_TRACE = 20_000;

  private final Writer out;
  private final Map<TestIdentifier, Long> starts = new HashMap<>();
  private TestPlan plan;
  private int failures;
  private int tests;

  ReportWriter(Writer out, TestPlan plan) {
    this.out = out;
    this.plan = plan;
  }

  int failures() {
    return failures;
  }

  int tests() {
    return tests;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan executed) {
    plan = executed;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    starts.put(test, System.nanoTime());
    if (test.isTest()) {
      write(TestReport.started(name(test)));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    outcome(test, new Skipped(reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Verdict verdict =
        switch (result.getStatus()) {
          case SUCCESSFUL -> new Passed();
          case ABORTED -> new Skipped(result.getThrowable().map(Throwable::getMessage).orElse(""));
          case FAILED -> new Failed(result.getThrowable().map(ReportWriter::trace).orElse(""));
        };
    // Containers are told of only where their own set-up or a condition went against them.
    if (test.isTest() || !(verdict instanceof Passed)) {
      outcome(test, verdict);
    }
  }

  private void outcome(TestIdentifier test, Verdict verdict) {
    tests++;
    if (verdict instanceof Failed) {
      failures++;
    }
    long start = starts.getOrDefault(test, System.nanoTime());
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    write(TestReport.outcome(new TestOutcome(name(test), time, verdict)));
  }

  private String name(TestIdentifier test) {
    return plan.getParent(test)
        .filter(parent -> parent.getParentId().isPresent())
        .map(parent -> name(parent) + " > " + test.getDisplayName())
        .orElse(test.getDisplayName());
  }

  private void write(String line) {
    try {
      out.write(line);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.getBuffer().length() <= MAX_TRACE
        ? text.toString()
        : text.getBuffer().substring(0, MAX_TRACE) + "…";
  }
}
