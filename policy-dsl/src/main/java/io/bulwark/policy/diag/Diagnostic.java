package io.bulwark.policy.diag;

import java.util.List;
import java.util.Optional;

/**
 * One finding.
 *
 * @param code the catalogue entry, stable across releases
 * @param severity usually the code's own
 * @param span where
 * @param message lower case, no full stop, user input in backticks
 * @param hint what to do about it
 * @param notes further places ("defined here first")
 * @param item what it is about, such as {@code rule `Terminal shell`}; empty for a whole file
 */
public record Diagnostic(
    Code code,
    Severity severity,
    Span span,
    String message,
    Optional<String> hint,
    List<Note> notes,
    Optional<Item> item) {
  /** A second place that explains the first. */
  public record Note(Span span, String message) {
    public Note {
      message = clipped(message);
    }
  }

  /** The rule, macro, list or other item a diagnostic is about ({@code kind} in lower case). */
  public record Item(String kind, String name) {}

  /** Characters of a message; what a hostile file puts into it is cut in the middle. */
  private static final int LONGEST = 600;

  public Diagnostic {
    notes = List.copyOf(notes);
    message = clipped(message);
    hint = hint.map(Diagnostic::clipped);
    item = item.map(about -> new Item(about.kind(), clipped(about.name())));
  }

  private static String clipped(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int half = LONGEST / 2;
    return text.substring(0, half) + " … " + text.substring(text.length() - half);
  }
}
