package io.bulwark.cli;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Counts of a replay, over all its captures. */
final class ReplaySummary {

  private final List<CheckedRule> rules;
  private final long[] fired;
  private final long[] undecided;
  private long events;
  private long skipped;
  private long nanos;

  ReplaySummary(CheckedPolicy policy) {
    rules = policy.rules();
    fired = new long[rules.stream().mapToInt(CheckedRule::order).max().orElse(-1) + 1];
    undecided = new long[fired.length];
  }

  void add(int order, long count) {
    fired[order] += count;
  }

  /** Events that a rule could not decide, because their container was not known. */
  void addUndecided(int order, long count) {
    undecided[order] += count;
  }

  void add(long moreEvents, long moreSkipped, long moreNanos) {
    events += moreEvents;
    skipped += moreSkipped;
    nanos += moreNanos;
  }

  private long alerts() {
    long sum = 0;
    for (long count : fired) {
      sum += count;
    }
    return sum;
  }

  /** For people: the most frequent rule first. */
  void print(PrintStream out) {
    double seconds = nanos / 1e9;
    out.printf(
        Locale.ROOT,
        "%s in %.2f s (%,.0f per second), %s%n",
        Counts.of(events, "event"),
        seconds,
        seconds == 0 ? 0 : events / seconds,
        Counts.of(alerts(), "alert"));
    if (skipped > 0) {
      out.println(Counts.of(skipped, "event") + " skipped: damaged, or newer than this build");
    }
    byRule(fired, out);
    if (LongStream.of(undecided).anyMatch(count -> count > 0)) {
      out.println("not decided, for want of the container's metadata:");
      byRule(undecided, out);
    }
  }

  private void byRule(long[] counts, PrintStream out) {
    rules.stream()
        .filter(rule -> counts[rule.order()] > 0)
        .sorted(Comparator.comparingLong((CheckedRule rule) -> -counts[rule.order()]))
        .forEach(rule -> out.printf(Locale.ROOT, "%,8d  %s%n", counts[rule.order()], rule.name()));
  }

  /** As Falco prints it when it ends. */
  void printFalco(PrintStream out) {
    out.print("Events detected: " + alerts() + "\nRule counts by severity:\n");
    for (Priority priority : Priority.values()) {
      long count =
          rules.stream()
              .filter(rule -> rule.priority() == priority)
              .mapToLong(rule -> fired[rule.order()])
              .sum();
      if (count > 0) {
        // Falco shortens Informational here, and only here.
        String word = priority == Priority.INFORMATIONAL ? "INFO" : priority.name();
        out.print("   " + word + ": " + count + "\n");
      }
    }
    out.print("Triggered rules by rule name:\n");
    for (CheckedRule rule : rules) {
      if (fired[rule.order()] > 0) {
        out.print("   " + rule.name() + ": " + fired[rule.order()] + "\n");
      }
    }
  }
}
