package io.bulwark.verdicts.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What a policy decides about, as a packet of {@link #SIZE} bytes; offsets are in the constants.
 */
record Event(
    int flags, int uid, int mode, int port, int ip, long number, String comm, String path) {
  static final int SIZE = 128;
  static final int FLAGS = 0;
  static final int UID = 4;
  static final int MODE = 8;
  static final int PORT = 12;
  static final int IP = 16;
  static final int NUMBER = 24;
  static final int COMM = 40;
  static final int PATH = 56;
  static final int PATH_SIZE = 64;

  /** Everything 0 or empty. */
  static final Event NONE = new Event(0, 0, 0, 0, 0, 0, "", "");

  Event flags(int value) {
    return new Event(value, uid, mode, port, ip, number, comm, path);
  }

  Event uid(int value) {
    return new Event(flags, value, mode, port, ip, number, comm, path);
  }

  Event mode(int value) {
    return new Event(flags, uid, value, port, ip, number, comm, path);
  }

  Event port(int value) {
    return new Event(flags, uid, mode, value, ip, number, comm, path);
  }

  /** An IPv4 address as a number: 0x7f000001. */
  Event ip(int value) {
    return new Event(flags, uid, mode, port, value, number, comm, path);
  }

  Event number(long value) {
    return new Event(flags, uid, mode, port, ip, value, comm, path);
  }

  Event path(String value) {
    return new Event(flags, uid, mode, port, ip, number, comm, value);
  }

  /** Port and address in network order, everything else little-endian. */
  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(FLAGS, flags).putInt(UID, uid).putInt(MODE, mode).putLong(NUMBER, number);
    out.put(COMM, comm.getBytes(StandardCharsets.UTF_8));
    out.put(PATH, path.getBytes(StandardCharsets.UTF_8));
    out.order(ByteOrder.BIG_ENDIAN).putShort(PORT, (short) port).putInt(IP, ip);
    return out.array();
  }
}
