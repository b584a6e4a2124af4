package io.bulwark.vm.map;

/** A map that the kernel would not make. */
public final class InvalidMap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /** The map {@code name} and what is wrong with it. */
  InvalidMap(String name, int errno, String problem) {
    super("map `" + name + "`: " + problem);
    this.errno = errno;
  }

  /** What the kernel answers, positive. */
  public int errno() {
    return errno;
  }
}
