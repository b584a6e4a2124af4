package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** Addresses, ports and port names of the event's socket. */
final class SocketFields {
  /** Which end of a connection a field means. */
  enum End {
    CLIENT,
    SERVER,
    LOCAL,
    REMOTE
  }

  private final ReaderContext context;
  private final FdAccess access;

  SocketFields(ReaderContext context) {
    this.context = context;
    access = new FdAccess(context);
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "fd.cip", "fd.cnet" -> address(field, End.CLIENT);
      case "fd.sip", "fd.snet" -> address(field, End.SERVER);
      case "fd.lip", "fd.lnet" -> address(field, End.LOCAL);
      case "fd.rip", "fd.rnet" -> address(field, End.REMOTE);
      case "fd.cport" -> port(field, End.CLIENT);
      case "fd.sport" -> port(field, End.SERVER);
      case "fd.lport" -> port(field, End.LOCAL);
      case "fd.rport" -> port(field, End.REMOTE);
      case "fd.cproto" -> protocol(field, End.CLIENT);
      case "fd.sproto" -> protocol(field, End.SERVER);
      case "fd.lproto" -> protocol(field, End.LOCAL);
      case "fd.rproto" -> protocol(field, End.REMOTE);
      case "fd.ip", "fd.net" -> new BothAddresses(field, access);
      case "fd.port", "fd.proto" -> new BothPorts(field, access);
      case "fd.cip.name", "fd.sip.name", "fd.lip.name", "fd.rip.name" ->
          new TextField(field, () -> null);
      case "fd.is_server" -> new LongField(field, this::isServer);
      default -> null;
    };
  }

  private AddressField address(FieldRef field, End end) {
    return new AddressField(
        field,
        () -> {
          FdInfo fd = access.fd();
          return fd == null || fd.hasNoRole() || !hasAddress(fd, end)
              ? null
              : isSource(fd, end) ? fd.source : fd.destination;
        });
  }

  private static boolean isConnection(FdInfo fd) {
    return fd.type == FdType.IPV4_SOCKET || fd.type == FdType.IPV6_SOCKET;
  }

  static boolean isListener(FdInfo fd) {
    return fd.type == FdType.IPV4_LISTEN || fd.type == FdType.IPV6_LISTEN;
  }

  private static boolean hasAddress(FdInfo fd, End end) {
    return isConnection(fd) || end == End.SERVER && isListener(fd);
  }

  /** Whether {@code end} is the tuple's source; listeners keep their one end as destination. */
  private boolean isSource(FdInfo fd, End end) {
    return switch (end) {
      case CLIENT -> true;
      case SERVER -> false;
      case LOCAL -> sourceIsLocal(fd);
      case REMOTE -> !sourceIsLocal(fd);
    };
  }

  private boolean sourceIsLocal(FdInfo fd) {
    ThreadInfo thread = context.thread();
    return thread != null && context.state().isLocal(fd.source, thread);
  }

  private LongField port(FieldRef field, End end) {
    return new LongField(
        field,
        () -> {
          FdInfo fd = access.fd();
          return fd == null ? LongReader.MISSING : port(fd, end);
        });
  }

  /** A listener's port is known without a role; every other port needs one. */
  private long port(FdInfo fd, End end) {
    if (end == End.SERVER && isListener(fd)) {
      return fd.destinationPort;
    }
    if (!isConnection(fd) || fd.hasNoRole()) {
      return LongReader.MISSING;
    }
    return isSource(fd, end) ? fd.sourcePort : fd.destinationPort;
  }

  /** Service names are not looked up, so this is the port in digits, empty for listeners. */
  private TextField protocol(FieldRef field, End end) {
    TextBuffer digits = new TextBuffer();
    return new TextField(
        field,
        () -> {
          FdInfo fd = access.fd();
          if (fd == null) {
            return null;
          }
          digits.clear();
          if (isConnection(fd)) {
            if (fd.hasNoRole()) {
              return null;
            }
            return digits.addDecimal(port(fd, end)).slice();
          }
          boolean empty = end == End.CLIENT ? !fd.hasNoRole() : end == End.SERVER && isListener(fd);
          return empty ? digits.slice() : null;
        });
  }

  private long isServer() {
    FdInfo fd = access.fd();
    ThreadInfo thread = context.thread();
    if (fd == null || thread == null) {
      return LongReader.MISSING;
    }
    boolean server =
        isListener(fd) || isConnection(fd) && context.state().isLocal(fd.destination, thread);
    return server ? 1 : 0;
  }

  static IpAddress end(FdInfo fd, int index) {
    return index == 0 && isConnection(fd) ? fd.source : fd.destination;
  }

  /** How many ends a socket has: two for connections, one for listeners, none for others. */
  static int ends(FdInfo fd) {
    if (isConnection(fd)) {
      return 2;
    }
    return isListener(fd) ? 1 : -1;
  }
}
