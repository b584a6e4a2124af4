package io.bulwark.bpf.cbpf;

/** Bytes or instructions that are no classic BPF filter the kernel would take. */
public final class InvalidFilter extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final String problem;

  /** {@code problem} at the instruction with index {@code index}. */
  public InvalidFilter(int index, String problem) {
    super("filter instruction " + index + ": " + problem);
    this.index = index;
    this.problem = problem;
  }

  /** Index of the instruction, from 0. */
  public int index() {
    return index;
  }

  /** Byte offset of the instruction. */
  public long offset() {
    return index * 8L;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
