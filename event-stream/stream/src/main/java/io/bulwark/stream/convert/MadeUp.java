package io.bulwark.stream.convert;

import io.bulwark.event.schema.ParamType;

/**
 * A parameter that no event carried.
 *
 * @param bytes never changed
 */
@SuppressWarnings("ArrayRecordComponent")
record MadeUp(byte[] bytes, int length) {
  private static final byte[] ZEROS = new byte[16];
  private static final byte[] ONES = {-1, -1, -1, -1};

  /** No bytes: the value is missing. */
  static final MadeUp EMPTY = new MadeUp(ZEROS, 0);

  /** A neutral value: nobody for users and groups, zero for other numbers, else empty. */
  static MadeUp of(ParamType type) {
    return new MadeUp(type == ParamType.UID || type == ParamType.GID ? ONES : ZEROS, length(type));
  }

  /** The fixed size of numbers, nothing for texts and buffers. */
  private static int length(ParamType type) {
    return type == ParamType.IPV6ADDR ? 16 : type.numberBytes();
  }
}
