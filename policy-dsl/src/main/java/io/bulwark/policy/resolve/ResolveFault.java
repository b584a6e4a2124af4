package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Span;
import java.util.List;
import java.util.Optional;

/** Leaves a declaration that cannot be applied; caught where the next one begins. */
final class ResolveFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Span span;
  private final String hint;

  ResolveFault(Code code, Span span, String message, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.span = span;
    this.hint = hint;
  }

  Diagnostic diagnostic(String kind, String name) {
    return new Diagnostic(
        code,
        code.severity(),
        span,
        String.valueOf(getMessage()),
        Optional.of(hint),
        List.of(),
        Optional.of(new Diagnostic.Item(kind, name)));
  }
}
