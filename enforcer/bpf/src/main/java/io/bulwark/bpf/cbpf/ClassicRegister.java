package io.bulwark.bpf.cbpf;

/** One of the two registers. */
public enum ClassicRegister {
  /** The accumulator. */
  A,
  /** The index. */
  X
}
