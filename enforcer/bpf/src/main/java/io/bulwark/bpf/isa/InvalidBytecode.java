package io.bulwark.bpf.isa;

/** Bytes that are no valid eBPF code, or instructions that make no program. */
public final class InvalidBytecode extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int slot;
  private final String problem;

  /** {@code problem} at slot {@code slot}. */
  public InvalidBytecode(int slot, String problem) {
    super("instruction slot " + slot + ": " + problem);
    this.slot = slot;
    this.problem = problem;
  }

  /** Index of the 8-byte slot, from 0. */
  public int slot() {
    return slot;
  }

  /** Byte offset of the slot. */
  public long offset() {
    return slot * 8L;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }
}
