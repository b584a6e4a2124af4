package io.bulwark.kernel.error;

/** A ring buffer holds a record that no kernel writes; nothing behind it can be trusted. */
public final class RingCorrupted extends KernelException {
  private static final long serialVersionUID = 1L;
  private final long position;

  /** {@code position} is the consumer position, in bytes since the ring was made. */
  public RingCorrupted(String problem, long position) {
    super("ring buffer is corrupt at position " + position + ": " + problem, null);
    this.position = position;
  }

  /** The consumer position of the bad record, in bytes. */
  public long position() {
    return position;
  }
}
