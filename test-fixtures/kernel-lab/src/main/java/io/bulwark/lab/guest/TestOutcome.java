package io.bulwark.lab.guest;

import java.time.Duration;

/**
 * What became of one test.
 *
 * @param name the display names from the class down, for example {@code LsmInGuest > denies() }
 */
public record TestOutcome(String name, Duration time, Verdict verdict) {
  /** Passed, skipped, or failed. */
  public sealed interface Verdict {}

  /** The test ended well. */
  public record Passed() implements Verdict {}

  /** The test was disabled or one of its assumptions did not hold. */
  public record Skipped(String reason) implements Verdict {}

  /** The test failed; {@code trace} is the stack trace in the guest. */
  public record Failed(String trace) implements Verdict {}
}
