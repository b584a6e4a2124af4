package io.bulwark.stream.fields;

import io.bulwark.stream.record.LittleEndian;

/** Text of socket address and tuple parameters. Ports are never turned into service names. */
final class SocketText {
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int V4 = 4;
  private static final int V6 = 16;
  private static final int PORT = 2;
  private static final int POINTER = 8;
  private static final byte[] INVALID_PATH = ParamText.ascii("INVALID PATH");
  private static final byte[] INVALID_V4 = ParamText.ascii("INVALID IPv4");
  private static final byte[] INVALID_V6 = ParamText.ascii("INVALID IPv6");
  private static final byte[] FAMILY = ParamText.ascii("family ");

  SocketText() {}

  /** One end: family, then address and port, or a path. */
  void address(byte[] array, int offset, int length, TextBuffer to) {
    int family = array[offset] & 0xff;
    int at = offset + 1;
    int rest = length - 1;
    switch (family) {
      case UNIX -> path(array, at, rest, to);
      case INET -> {
        if (rest < V4 + PORT) {
          to.add(INVALID_V4);
        } else {
          v4(array, at, LittleEndian.u16(array, at + V4), to);
        }
      }
      case INET6 -> {
        if (rest < V6 + PORT) {
          to.add(INVALID_V6);
        } else {
          v6(array, at, LittleEndian.u16(array, at + V6), to);
        }
      }
      default -> to.add(FAMILY).addDecimal(family);
    }
  }

  /** Both ends: {@code source->destination}. */
  void tuple(byte[] array, int offset, int length, TextBuffer to) {
    int family = array[offset] & 0xff;
    int at = offset + 1;
    int rest = length - 1;
    switch (family) {
      case UNIX -> unixTuple(array, at, rest, to);
      case INET -> v4Tuple(array, at, rest, to);
      case INET6 -> v6Tuple(array, at, rest, to);
      default -> to.add(FAMILY).addDecimal(family);
    }
  }

  private static void path(byte[] array, int offset, int length, TextBuffer to) {
    int end = offset;
    while (end < offset + length && array[end] != 0) {
      end++;
    }
    to.add(array, offset, end - offset);
  }

  private static void unixTuple(byte[] array, int at, int rest, TextBuffer to) {
    if (rest < 2 * POINTER) {
      to.add(INVALID_PATH);
      return;
    }
    to.addHex(LittleEndian.i64(array, at)).add('-').add('>');
    to.addHex(LittleEndian.i64(array, at + POINTER)).add(' ');
    path(array, at + 2 * POINTER, rest - 2 * POINTER, to);
  }

  private static void v4Tuple(byte[] array, int at, int rest, TextBuffer to) {
    int end = V4 + PORT;
    if (rest < 2 * end) {
      to.add(INVALID_V4);
      return;
    }
    v4(array, at, LittleEndian.u16(array, at + V4), to);
    to.add('-').add('>');
    v4(array, at + end, LittleEndian.u16(array, at + end + V4), to);
  }

  private static void v6Tuple(byte[] array, int at, int rest, TextBuffer to) {
    int end = V6 + PORT;
    if (rest < 2 * end) {
      to.add(INVALID_V6);
      return;
    }
    int sourcePort = LittleEndian.u16(array, at + V6);
    int destinationPort = LittleEndian.u16(array, at + end + V6);
    if (AddressText.isMapped(array, at) && AddressText.isMapped(array, at + end)) {
      v4(array, at + V6 - V4, sourcePort, to);
      to.add('-').add('>');
      v4(array, at + end + V6 - V4, destinationPort, to);
      return;
    }
    v6(array, at, sourcePort, to);
    to.add('-').add('>');
    v6(array, at + end, destinationPort, to);
  }

  private static void v4(byte[] array, int at, int port, TextBuffer to) {
    to.addIpv4(AddressText.bigEndian32(array, at)).add(':').addDecimal(port);
  }

  private static void v6(byte[] array, int at, int port, TextBuffer to) {
    AddressText.v6(AddressText.bigEndian64(array, at), AddressText.bigEndian64(array, at + 8), to);
    to.add(':').addDecimal(port);
  }
}
