package io.bulwark.vm.verify.finding;

/**
 * Ends the path that is being followed with a finding; a signal inside the verifier, never seen
 * outside of it.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FindingKind kind;

  /** {@code message} is what is wrong. */
  public Refusal(FindingKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** What it is. */
  public FindingKind kind() {
    return kind;
  }

  /** What is wrong. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
