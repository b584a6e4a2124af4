package io.bulwark.kernel.error;

/** A handle was used after its close. */
public final class ResourceClosed extends KernelException {
  private static final long serialVersionUID = 1L;

  /** {@code what} names the resource. */
  public ResourceClosed(String what) {
    super(what + " is closed", null);
  }

  /** The same, with what showed it. */
  public ResourceClosed(String what, Throwable cause) {
    super(what + " is closed", cause);
  }
}
