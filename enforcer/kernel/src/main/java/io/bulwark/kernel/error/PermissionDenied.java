package io.bulwark.kernel.error;

/** The kernel answered EPERM or EACCES before it looked at what was asked. */
public final class PermissionDenied extends KernelException {
  private static final long serialVersionUID = 1L;
  private final transient Errno errno;

  /** {@code operation} was refused; {@code hint} says what would help. */
  public PermissionDenied(String operation, Errno errno, String hint) {
    super("not permitted to " + operation + " (" + errno.symbol() + "): " + hint, null);
    this.errno = errno;
  }

  /** EPERM or EACCES. */
  public Errno errno() {
    return errno;
  }
}
