package io.bulwark.bpf.isa;

/** How much memory a load or store touches. */
public enum Size {
  /** 1 byte. */
  B(1, 0x10),
  /** 2 bytes. */
  H(2, 0x08),
  /** 4 bytes. */
  W(4, 0x00),
  /** 8 bytes. */
  DW(8, 0x18);

  private final int bytes;
  private final int code;

  Size(int bytes, int code) {
    this.bytes = bytes;
    this.code = code;
  }

  /** 1, 2, 4 or 8. */
  public int bytes() {
    return bytes;
  }

  /** 8, 16, 32 or 64. */
  public int bits() {
    return bytes * 8;
  }

  /** The bits of the opcode that say so. */
  int code() {
    return code;
  }

  static Size ofCode(int opcode) {
    return switch (opcode & 0x18) {
      case 0x00 -> W;
      case 0x08 -> H;
      case 0x10 -> B;
      default -> DW;
    };
  }

  /** The size of {@code bytes} bytes. */
  public static Size ofBytes(int bytes) {
    return switch (bytes) {
      case 1 -> B;
      case 2 -> H;
      case 4 -> W;
      case 8 -> DW;
      default -> throw new IllegalArgumentException("no access of " + bytes + " bytes");
    };
  }
}
