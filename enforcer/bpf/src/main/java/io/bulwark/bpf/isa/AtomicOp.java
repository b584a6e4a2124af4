package io.bulwark.bpf.isa;

/** An atomic read-modify-write of 4 or 8 bytes (RFC 9669, section 5.3). */
public enum AtomicOp {
  /** Adds. */
  ADD(0x00),
  /** Ors. */
  OR(0x40),
  /** Ands. */
  AND(0x50),
  /** Exclusive-ors. */
  XOR(0xa0),
  /** Adds; the source register gets the old value. */
  FETCH_ADD(0x01),
  /** Ors; the source register gets the old value. */
  FETCH_OR(0x41),
  /** Ands; the source register gets the old value. */
  FETCH_AND(0x51),
  /** Exclusive-ors; the source register gets the old value. */
  FETCH_XOR(0xa1),
  /** Stores the source register, which gets the old value. */
  XCHG(0xe1),
  /** Stores the source register if memory equals r0; r0 always gets the old value. */
  CMPXCHG(0xf1);

  private final int code;

  AtomicOp(int code) {
    this.code = code;
  }

  /** The immediate that selects the operation. */
  int code() {
    return code;
  }

  /** Whether a register receives the old value. */
  public boolean fetches() {
    return (code & 1) != 0;
  }
}
