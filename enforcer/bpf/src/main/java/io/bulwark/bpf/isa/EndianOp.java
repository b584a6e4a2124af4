package io.bulwark.bpf.isa;

/** A change of byte order (RFC 9669, section 4.2); the result is zero-extended. */
public enum EndianOp {
  /** To little-endian: on the machines supported here, only cuts to the width. */
  LE,
  /** To big-endian. */
  BE,
  /** Swaps always; needs ISA v4. */
  BSWAP
}
