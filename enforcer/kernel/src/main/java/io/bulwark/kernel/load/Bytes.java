package io.bulwark.kernel.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Map keys and values of the machine's byte order. */
public final class Bytes {
  private Bytes() {}

  /** Four bytes. */
  public static byte[] ofInt(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  /** Eight bytes. */
  public static byte[] ofLong(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(value).array();
  }

  /** The first four bytes. */
  public static int toInt(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
  }

  /** The first eight bytes. */
  public static long toLong(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
  }
}
