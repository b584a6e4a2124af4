package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;

/** Names of sockets. Built when a socket changes, not per event. */
final class SocketNames {
  private static final ByteSlice UNKNOWN = ByteSlice.of("<unknown>");

  private SocketNames() {}

  /** Whether upstream takes an IPv6 address for an IPv4 one: a mapped one, or all zeros. */
  static boolean isMapped(IpAddress address) {
    return address.isV6()
        && address.high() == 0
        && (address.low() >>> 32 == 0xffff || address.low() == 0);
  }

  /** {@code address:port}. */
  static ByteSlice end(IpAddress address, int port) {
    return ByteSlice.of(address + ":" + port);
  }

  /** {@code source:port->destination:port} whatever the transport. */
  static ByteSlice connection(FdInfo fd) {
    return connection(fd.source, fd.sourcePort, fd.destination, fd.destinationPort);
  }

  /** {@code source:port->destination:port}. */
  static ByteSlice connection(
      IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
    return ByteSlice.of(source + ":" + sourcePort + "->" + destination + ":" + destinationPort);
  }

  /** The name after traffic: without ports for ICMP and raw sockets. */
  static ByteSlice afterTraffic(FdInfo fd) {
    return switch (fd.l4) {
      case FdInfo.L4_TCP, FdInfo.L4_UDP -> connection(fd);
      case FdInfo.L4_ICMP -> ByteSlice.of(fd.source + "->" + fd.destination);
      case FdInfo.L4_RAW ->
          fd.type == FdType.IPV4_SOCKET ? ByteSlice.of(fd.source + "->" + fd.destination) : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  /** {@code source->destination path}, the ends as hexadecimal kernel addresses. */
  static ByteSlice unix(long source, long destination, ByteSlice path) {
    return ByteSlice.of(
        Long.toHexString(source) + "->" + Long.toHexString(destination) + " " + path);
  }
}
