package io.bulwark.bpf.isa;

/**
 * A place in code that an {@link Assembler} builds; it is bound exactly once, jumped to at will.
 */
public final class Label {
  private final String name;

  /** Only an assembler makes labels. */
  Label(String name) {
    this.name = name;
  }

  /** For messages. */
  @Override
  public String toString() {
    return name;
  }
}
