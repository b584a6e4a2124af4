package io.bulwark.policy.check;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Span;
import java.util.List;
import java.util.Optional;

/** Leaves a test that cannot be used; caught where the next test begins, never seen outside. */
final class CheckFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Span span;
  private final String hint;

  CheckFault(Code code, String message, Span span) {
    this(code, message, span, "");
  }

  CheckFault(Code code, String message, Span span, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.span = span;
    this.hint = hint;
  }

  String hint() {
    return hint;
  }

  Diagnostic diagnostic(Optional<Diagnostic.Item> item) {
    return new Diagnostic(
        code,
        code.severity(),
        span,
        String.valueOf(getMessage()),
        hint.isEmpty() ? Optional.empty() : Optional.of(hint),
        List.of(),
        item);
  }
}
