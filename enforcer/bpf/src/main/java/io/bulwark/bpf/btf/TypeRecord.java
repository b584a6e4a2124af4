package io.bulwark.bpf.btf;

/**
 * The layout of a type record: u32 name, u32 info, u32 size or type, then what the kind adds.
 *
 * <pre>
 * info: bit 31 flag | bits 24-28 kind | bits 0-15 number of members, values, parameters, slots
 * </pre>
 */
final class TypeRecord {
  static final int HEADER = 12;

  private TypeRecord() {}

  static int kind(byte[] data, int at) {
    return data[at + 7] & 0x1F;
  }

  static boolean flag(byte[] data, int at) {
    return data[at + 7] < 0;
  }

  static int count(byte[] data, int at) {
    return LittleEndian.u16(data, at + 4);
  }

  /**
   * The first byte behind the record at {@code at}, which must lie within {@code limit}. This runs
   * once for every type of a kernel in a JVM that has compiled nothing yet: texts are made on
   * failure only.
   */
  static int end(byte[] data, int at, int limit) {
    if (limit - at < HEADER) {
      throw new BtfFormatException(at, "the type record is cut off");
    }
    int kind = data[at + 7] & 0x1F;
    if (kind == 0 || kind > BtfKind.MAX_CODE) {
      throw new BtfFormatException(at + 7, "unknown BTF kind " + kind);
    }
    int size = HEADER + payload(kind, (data[at + 4] & 0xFF) | (data[at + 5] & 0xFF) << 8);
    if (size > limit - at) {
      throw new BtfFormatException(at, "the type record is cut off");
    }
    return at + size;
  }

  /** Bytes behind the header, by kind number. */
  static int payload(int kind, int count) {
    return switch (kind) {
      case 1, 14, 17 -> 4;
      case 3 -> 12;
      case 4, 5, 15, 19 -> 12 * count;
      case 6, 13 -> 8 * count;
      default -> 0;
    };
  }
}
