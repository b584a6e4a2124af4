package io.bulwark.lab.guest;

import io.bulwark.lab.guest.TestOutcome.Failed;
import io.bulwark.lab.guest.TestOutcome.Passed;
import io.bulwark.lab.guest.TestOutcome.Skipped;
import io.bulwark.lab.guest.TestOutcome.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcomes of a run of test classes, as far as it came.
 *
 * @param running the test that was running when the report ended without being complete
 * @param complete whether the runner came to its end
 */
public record TestReport(List<TestOutcome> outcomes, Optional<String> running, boolean complete) {
  public TestReport {
    outcomes = List.copyOf(outcomes);
  }

  /** Reads lines of {@code KIND \t NANOSECONDS \t NAME \t TEXT}; a torn last line is left out. */
  public static TestReport read(String text) {
    List<TestOutcome> outcomes = new ArrayList<>();
    Optional<String> running = Optional.empty();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      String[] fields = line.split("\t", -1);
      String name = unescape(fields[2]);
      switch (fields[0]) {
        case "complete" -> {
          return new TestReport(outcomes, Optional.empty(), true);
        }
        case "started" -> running = Optional.of(name);
        default -> {
          Duration time = Duration.ofNanos(Long.parseLong(fields[1]));
          outcomes.add(new TestOutcome(name, time, verdict(fields[0], unescape(fields[3]))));
          running = Optional.empty();
        }
      }
    }
    return new TestReport(outcomes, running, false);
  }

  private static Verdict verdict(String kind, String text) {
    return switch (kind) {
      case "passed" -> new Passed();
      case "skipped" -> new Skipped(text);
      case "failed" -> new Failed(text);
      default -> throw new IllegalArgumentException("not a line of a report: " + kind);
    };
  }

  static String started(String name) {
    return line("started", 0, name, "");
  }

  static String end() {
    return line("complete", 0, "", "");
  }

  static String outcome(TestOutcome outcome) {
    long nanos = outcome.time().toNanos();
    return switch (outcome.verdict()) {
      case Passed() -> line("passed", nanos, outcome.name(), "");
      case Skipped(String reason) -> line("skipped", nanos, outcome.name(), reason);
      case Failed(String trace) -> line("failed", nanos, outcome.name(), trace);
    };
  }

  private static String line(String kind, long nanos, String name, String text) {
    return kind + '\t' + nanos + '\t' + escape(name) + '\t' + escape(text) + '\n';
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      out.append(
          switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> escaped;
          });
    }
    return out.toString();
  }
}
