package io.bulwark.policy.load;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Span;
import java.util.List;
import java.util.Optional;

/** Leaves an item that cannot be used; caught where the next item begins. */
final class LoadFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient Span span;
  private final String hint;

  LoadFault(Code code, Span span, String message) {
    this(code, span, message, code.fix());
  }

  LoadFault(Code code, Span span, String message, String hint) {
    super(message, null, false, false);
    this.code = code;
    this.span = span;
    this.hint = hint;
  }

  Diagnostic diagnostic(Optional<Diagnostic.Item> item) {
    return new Diagnostic(
        code,
        code.severity(),
        span,
        String.valueOf(getMessage()),
        Optional.of(hint),
        List.of(),
        item);
  }
}
