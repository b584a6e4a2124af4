package io.bulwark.kernel.probe;

import io.bulwark.kernel.error.Errno;

/** How one step of a probe ended. */
public sealed interface Outcome {
  /** It was done and had its effect. */
  record Works() implements Outcome {}

  /** The kernel or the host refused; the sentence says why, as far as it told. */
  record Refused(Errno errno, String sentence) implements Outcome {}

  /** This kernel does not have it; Linux {@code since} and later do. */
  record Absent(String since) implements Outcome {}

  /** There was no way to try. */
  record NotTried(String reason) implements Outcome {}

  /** The only instance that is needed. */
  Outcome WORKS = new Works();

  /** A step that makes no sense for this feature. */
  Outcome NOT_APPLICABLE = new NotTried("");

  /** Whether it works. */
  default boolean works() {
    return this instanceof Works;
  }

  /**
   * Whether asking again gives the same answer while this kernel runs: privileges and memory come
   * and go.
   */
  default boolean isConclusive() {
    return switch (this) {
      case Works _, Absent _ -> true;
      case Refused(Errno errno, String _) ->
          switch (errno.number()) {
            case 1, 4, 11, 12, 13, 16, 23, 24 -> false;
            default -> true;
          };
      case NotTried _ -> false;
    };
  }

  /** One word for a table. */
  default String word() {
    return switch (this) {
      case Works _ -> "yes";
      case Refused(Errno errno, String _) -> errno.symbol();
      case Absent _ -> "no";
      case NotTried(String reason) -> reason.isEmpty() ? "-" : "?";
    };
  }
}
