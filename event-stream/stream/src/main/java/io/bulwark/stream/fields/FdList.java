package io.bulwark.stream.fields;

import io.bulwark.stream.record.LittleEndian;

/** Layout of a poll's descriptor list: a 16-bit count, then 8 bytes descriptor, 2 bytes events. */
final class FdList {
  private static final int HEADER = 2;
  private static final int ENTRY = 10;

  private FdList() {}

  /** Number of entries, never more than the bytes hold. */
  static int count(byte[] array, int offset, int length) {
    return length < HEADER
        ? 0
        : Math.min(LittleEndian.u16(array, offset), (length - HEADER) / ENTRY);
  }

  static int at(int offset, int index) {
    return offset + HEADER + index * ENTRY;
  }
}
