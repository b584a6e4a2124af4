package io.bulwark.stream.fields;

import io.bulwark.event.schema.ParamType;
import io.bulwark.stream.record.LittleEndian;

/** The values of numeric parameters. */
final class RawValue {
  private RawValue() {}

  /**
   * The value in the type's own signedness; the array must hold {@link ParamType#numberBytes}
   * bytes.
   */
  static long read(ParamType type, byte[] array, int offset) {
    return switch (type.numberBytes()) {
      case 1 -> type == ParamType.INT8 ? array[offset] : array[offset] & 0xff;
      case 2 -> {
        int value = LittleEndian.u16(array, offset);
        yield type == ParamType.INT16 ? (short) value : value;
      }
      case 4 ->
          isSigned32(type) ? LittleEndian.i32(array, offset) : LittleEndian.u32(array, offset);
      case 8 -> LittleEndian.i64(array, offset);
      default -> 0;
    };
  }

  private static boolean isSigned32(ParamType type) {
    return type == ParamType.INT32 || type == ParamType.FD32 || type == ParamType.PID32;
  }

  static long mask(ParamType type) {
    int bits = type.numberBytes() * 8;
    return bits == 64 ? -1 : (1L << bits) - 1;
  }

  /** What decimal output shows: upstream prints 32-bit numbers as signed, whatever they are. */
  static long printed(ParamType type, long value) {
    return type.numberBytes() == 4 ? (int) value : value;
  }

  /** Whether upstream renders the type as a plain number. */
  static boolean isPlain(ParamType type) {
    return switch (type) {
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, MODE -> true;
      default -> false;
    };
  }
}
