package io.bulwark.bpf.core;

/** Ends the work on one relocation; {@link CoreResolver} turns it into a failure. */
final class CoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Resolution.Problem problem;

  CoreException(Resolution.Problem problem, String message) {
    // Never escapes, so nobody reads its stack.
    super(message, null, false, false);
    this.problem = problem;
  }

  Resolution.Failure failure() {
    return new Resolution.Failure(problem, String.valueOf(getMessage()));
  }
}
