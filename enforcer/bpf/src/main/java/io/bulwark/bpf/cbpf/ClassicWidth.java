package io.bulwark.bpf.cbpf;

/** How many bytes a packet load reads, in network order. */
public enum ClassicWidth {
  /** 4 bytes. */
  W(0x00, 4),
  /** 2 bytes. */
  H(0x08, 2),
  /** 1 byte. */
  B(0x10, 1);

  private final int code;
  private final int bytes;

  ClassicWidth(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  /** 4, 2 or 1. */
  public int bytes() {
    return bytes;
  }
}
