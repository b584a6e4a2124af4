package io.bulwark.bpf.cbpf;

/**
 * A place in a filter that a {@link ClassicAssembler} builds; bound once, after all jumps to it.
 */
public final class FilterLabel {
  private final String name;

  /** Only an assembler makes labels. */
  FilterLabel(String name) {
    this.name = name;
  }

  /** For messages. */
  @Override
  public String toString() {
    return name;
  }
}
