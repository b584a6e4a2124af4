package io.bulwark.lab.machine;

import java.time.Duration;

/** How a job in a guest came to its end. */
public sealed interface GuestEnd {
  /** The job ended by itself; by the shell's custom, a code above 128 is 128 + a signal. */
  record Exited(int code) implements GuestEnd {}

  /** The job was still running after {@code limit}; the machine was ended from outside. */
  record TimedOut(Duration limit) implements GuestEnd {}

  /** The machine ended before its job did; {@code reason} holds the last lines of the console. */
  record Died(String reason) implements GuestEnd {}

  /** For people, without the console's lines. */
  default String summary() {
    return switch (this) {
      case Exited(int code) -> "exit code " + code;
      case TimedOut(Duration limit) -> "did not end within " + limit.toMillis() / 1e3 + " s";
      case Died(String reason) -> "the machine died";
    };
  }
}
