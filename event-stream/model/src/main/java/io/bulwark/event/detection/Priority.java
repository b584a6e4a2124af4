package io.bulwark.event.detection;

import java.util.Locale;
import java.util.Optional;

/**
 * Rule priorities, most severe first, with the words alerts print (Falco's, which are syslog's).
 */
public enum Priority {
  EMERGENCY("Emergency"),
  ALERT("Alert"),
  CRITICAL("Critical"),
  ERROR("Error"),
  WARNING("Warning"),
  NOTICE("Notice"),
  INFORMATIONAL("Informational"),
  DEBUG("Debug");

  private final String word;

  Priority(String word) {
    this.word = word;
  }

  /** The word as alerts print it. */
  public String word() {
    return word;
  }

  /** Case-insensitive; {@code Info} means {@code Informational}. */
  public static Optional<Priority> parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (Priority priority : values()) {
      if (priority.name().equals(upper)) {
        return Optional.of(priority);
      }
    }
    return upper.equals("INFO") ? Optional.of(INFORMATIONAL) : Optional.empty();
  }
}
