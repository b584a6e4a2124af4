package io.bulwark.kernel.error;

/** An operation failed with an errno that has no more telling type. */
public final class KernelCallFailed extends KernelException {
  private static final long serialVersionUID = 1L;
  private final transient Errno errno;

  /** {@code operation} reads as in "cannot OPERATION". */
  public KernelCallFailed(String operation, Errno errno) {
    super("cannot " + operation + ": " + errno.text(), null);
    this.errno = errno;
  }

  /** The same, with a hint. */
  public KernelCallFailed(String operation, Errno errno, String hint) {
    super("cannot " + operation + ": " + errno.text() + "; " + hint, null);
    this.errno = errno;
  }

  /** The kernel's answer. */
  public Errno errno() {
    return errno;
  }
}
