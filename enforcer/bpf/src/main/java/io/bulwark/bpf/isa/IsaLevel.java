package io.bulwark.bpf.isa;

/** Which instructions the target understands. */
public enum IsaLevel {
  /** All kernels since 5.12. */
  V3,
  /** Adds sign extension, byte swap, signed division and long jumps; kernels since 6.6. */
  V4
}
