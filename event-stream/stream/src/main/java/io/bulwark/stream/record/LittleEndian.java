package io.bulwark.stream.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian reads from byte arrays; out-of-range offsets throw IndexOutOfBoundsException. */
public final class LittleEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  public static int u16(byte[] array, int offset) {
    return (short) SHORT.get(array, offset) & 0xffff;
  }

  public static int i32(byte[] array, int offset) {
    return (int) INT.get(array, offset);
  }

  public static long u32(byte[] array, int offset) {
    return (int) INT.get(array, offset) & 0xffff_ffffL;
  }

  public static long i64(byte[] array, int offset) {
    return (long) LONG.get(array, offset);
  }
}
