package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;
import java.util.Optional;

/** Leaves the term that cannot be parsed; caught where parsing can go on, never seen outside. */
final class SyntaxFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final int start;
  private final int end;
  private final String hint;

  SyntaxFault(Code code, String message, int start, int end, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.start = start;
    this.end = end;
    this.hint = hint;
  }

  Code code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
