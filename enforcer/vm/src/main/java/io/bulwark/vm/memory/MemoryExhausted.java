package io.bulwark.vm.memory;

/** A region does not fit into what is left of the arena. */
public final class MemoryExhausted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code size} bytes were asked for in an arena of {@code capacity}. */
  public MemoryExhausted(long size, int capacity) {
    super("no room for %d bytes in a machine with %d bytes of memory".formatted(size, capacity));
  }
}
