package io.bulwark.event.field;

import java.util.List;

/** What became of a field's text: a use of the field, or the reason why there is none. */
public sealed interface FieldResolution {
  /** The field exists and its argument fits. */
  record Resolved(FieldRef field) implements FieldResolution {}

  /**
   * The text names no usable field.
   *
   * @param problem what is wrong
   * @param message lower case, no full stop; names in backquotes
   * @param suggestions texts that would have been fine, nearest first; may be empty
   */
  record Failed(Problem problem, String message, List<String> suggestions)
      implements FieldResolution {
    public Failed {
      suggestions = List.copyOf(suggestions);
    }
  }

  /** Why a field's text cannot be used. */
  enum Problem {
    /** No field has the name. */
    UNKNOWN_FIELD,
    /** The field needs an argument. */
    MISSING_ARGUMENT,
    /** The field takes no argument, or has two. */
    UNEXPECTED_ARGUMENT,
    /** The argument must be a number from 0. */
    BAD_INDEX,
    /** The argument must be a word that the field knows. */
    BAD_KEY,
    /** No event has a parameter of that name. */
    UNKNOWN_EVENT_ARGUMENT,
    /** The field exists in the language, but no source of this build can supply it. */
    UNSUPPORTED_FIELD
  }
}
