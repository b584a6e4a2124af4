package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.record.LittleEndian;

/**
 * Both ends of a connection as a parameter gives them. Addresses are in network order, ports in
 * host order; IPv4-mapped IPv6 ends read as IPv4 if both are.
 */
final class SocketTuple {
  private static final int V4_LENGTH = 13;
  private static final int V6_LENGTH = 37;
  private static final int UNIX_LENGTH = 18;

  int family;
  final IpAddress source = new IpAddress();
  final IpAddress destination = new IpAddress();
  int sourcePort;
  int destinationPort;
  long unixSource;
  long unixDestination;
  ByteSlice path = new ByteSlice();

  SocketTuple() {}

  boolean isIp() {
    return family == Flags.AF_INET || family == Flags.AF_INET6;
  }

  boolean isV4() {
    return !source.isV6();
  }

  /** Reads a tuple parameter; false if it is missing or too short. */
  boolean read(EventRecord event, int param) {
    if (!event.has(param)) {
      return false;
    }
    byte[] data = event.array(param);
    int at = event.offset(param);
    int length = event.length(param);
    family = data[at] & 0xff;
    switch (family) {
      case Flags.AF_INET -> {
        if (length < V4_LENGTH) {
          return false;
        }
        source.setV4(v4(data, at + 1));
        sourcePort = LittleEndian.u16(data, at + 5);
        destination.setV4(v4(data, at + 7));
        destinationPort = LittleEndian.u16(data, at + 11);
      }
      case Flags.AF_INET6 -> {
        if (length < V6_LENGTH) {
          return false;
        }
        v6(data, at + 1, source);
        sourcePort = LittleEndian.u16(data, at + 17);
        v6(data, at + 19, destination);
        destinationPort = LittleEndian.u16(data, at + 35);
        unmap();
      }
      case Flags.AF_UNIX -> {
        if (length < UNIX_LENGTH || data[at + length - 1] != 0) {
          return false;
        }
        unixSource = LittleEndian.i64(data, at + 1);
        unixDestination = LittleEndian.i64(data, at + 9);
        path = path(data, at + 17, length - 17);
      }
      default -> {}
    }
    return true;
  }

  /**
   * If the far end of the tuple is what the exit event saw in the program's memory, takes what the
   * enter event saw instead: the memory may have been changed in between.
   */
  void preferEntered(EventRecord event, int param, StoredEvent enter) {
    byte[] seen = event.array(param);
    int at = event.offset(param);
    byte[] entered = enter.data();
    int from = enter.offset(1);
    if ((seen[at] & 0xff) != family || (entered[from] & 0xff) != family) {
      return;
    }
    IpAddress other = new IpAddress();
    switch (family) {
      case Flags.AF_INET -> {
        other.setV4(v4(seen, at + 1));
        if (other.equals(destination) && LittleEndian.u16(seen, at + 5) == destinationPort) {
          destination.setV4(v4(entered, from + 1));
          destinationPort = LittleEndian.u16(entered, from + 5);
        }
      }
      case Flags.AF_INET6 -> {
        v6(seen, at + 1, other);
        if (other.equals(destination) && LittleEndian.u16(seen, at + 17) == destinationPort) {
          v6(entered, from + 1, destination);
          destinationPort = LittleEndian.u16(entered, from + 17);
          unmap();
        }
      }
      case Flags.AF_UNIX -> {
        if (path(seen, at + 1, event.length(param) - 1).equals(path)) {
          path = path(entered, from + 1, enter.length(1) - 1);
        }
      }
      default -> {}
    }
  }

  private void unmap() {
    if (SocketNames.isMapped(source) && SocketNames.isMapped(destination)) {
      source.setV4((int) source.low());
      destination.setV4((int) destination.low());
    }
  }

  /** Whether the parameter is an address long enough for its family. */
  static boolean isAddress(EventRecord event, int param) {
    return event.has(param)
        && isAddress(event.array(param), event.offset(param), event.length(param));
  }

  static boolean isAddress(byte[] data, int at, int length) {
    if (length <= 0) {
      return false;
    }
    return switch (data[at] & 0xff) {
      case Flags.AF_INET -> length >= 7;
      case Flags.AF_INET6 -> length >= 19;
      case Flags.AF_UNIX -> length >= 2 && data[at + length - 1] == 0;
      default -> true;
    };
  }

  static int v4(byte[] data, int at) {
    return Integer.reverseBytes(LittleEndian.i32(data, at));
  }

  static void v6(byte[] data, int at, IpAddress to) {
    to.setV6(
        Long.reverseBytes(LittleEndian.i64(data, at)),
        Long.reverseBytes(LittleEndian.i64(data, at + 8)));
  }

  /** A copy of a NUL-terminated path. */
  static ByteSlice path(byte[] data, int at, int length) {
    return new ByteSlice(data, at, Texts.textLength(data, at, length)).copy();
  }
}
