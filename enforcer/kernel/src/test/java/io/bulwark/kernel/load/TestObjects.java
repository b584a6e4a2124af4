package io.bulwark.kernel.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Objects made for tests. */
final class TestObjects {
  private TestObjects() {}

  /** A header and the null section. */
  static byte[] emptyElf() {
    ByteBuffer out = ByteBuffer.allocate(192).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put(new byte[] {2, 1, 1});
    out.putShort(16, (short) 1).putShort(18, (short) 247).putInt(20, 1);
    out.putLong(40, 64).putShort(52, (short) 64).putShort(58, (short) 64);
    return out.putShort(60, (short) 2).putShort(62, (short) 1).putInt(132, 3).array();
  }
}
