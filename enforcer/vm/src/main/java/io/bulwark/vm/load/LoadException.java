package io.bulwark.vm.load;

/** An object that cannot be made ready for this machine. */
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code problem} with {@code part} of the object: {@code map `events`}. */
  public LoadException(String part, String problem) {
    super(part + ": " + problem);
  }
}
