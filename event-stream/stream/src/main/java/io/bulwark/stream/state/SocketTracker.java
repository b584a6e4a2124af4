package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.record.LittleEndian;
import org.jspecify.annotations.Nullable;

/** Sockets: addresses, connection state, and which end is the client. */
final class SocketTracker {
  private static final int IN_PROGRESS = -115;
  private static final int PROTOCOL_IP = 0;
  private static final int PROTOCOL_ICMP = 1;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int PROTOCOL_RAW = 255;
  private static final int TUPLE_OF_SEND = 4;

  private final Tracked tracked;
  private final SocketTuple tuple = new SocketTuple();
  private final IpAddress address = new IpAddress();

  SocketTracker(Tracked tracked) {
    this.tracked = tracked;
  }

  void socket() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && !tracked.failed()) {
      add(
          thread,
          tracked.result(),
          tracked.bits(1),
          tracked.bits(2),
          tracked.bits(3),
          tracked.bits(4));
    }
  }

  private void add(ThreadInfo thread, long fd, int domain, int type, int protocol, int flags) {
    FdInfo info = new FdInfo();
    info.openFlags = flags;
    switch (domain) {
      case Flags.AF_UNIX -> info.type = FdType.UNIX_SOCKET;
      case Flags.AF_INET -> {
        info.type = FdType.IPV4_SOCKET;
        info.l4 = transport(type, protocol);
      }
      case Flags.AF_INET6 -> {
        info.type = FdType.IPV6_SOCKET;
        info.source.setV6(0, 0);
        info.destination.setV6(0, 0);
        info.l4 = transport(type, protocol);
      }
      case Flags.AF_NETLINK -> info.type = FdType.NETLINK;
      default -> info.type = FdType.UNKNOWN;
    }
    tracked.addFd(thread, fd, info);
  }

  private static int transport(int type, int protocol) {
    boolean raw = type == Flags.SOCK_RAW;
    return switch (protocol) {
      case PROTOCOL_TCP -> raw ? FdInfo.L4_RAW : FdInfo.L4_TCP;
      case PROTOCOL_UDP -> raw ? FdInfo.L4_RAW : FdInfo.L4_UDP;
      case PROTOCOL_ICMP -> raw ? FdInfo.L4_RAW : FdInfo.L4_ICMP;
      case PROTOCOL_RAW -> FdInfo.L4_RAW;
      case PROTOCOL_IP ->
          switch (type & 0xff) {
            case Flags.SOCK_STREAM -> FdInfo.L4_TCP;
            case Flags.SOCK_DGRAM -> FdInfo.L4_UDP;
            default -> FdInfo.L4_UNKNOWN;
          };
      default -> FdInfo.L4_UNKNOWN;
    };
  }

  void pair() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    long first = tracked.number(1);
    long second = tracked.number(2);
    if (first == second) {
      tracked.context.fd = null;
      return;
    }
    FdInfo info = new FdInfo();
    info.type = FdType.UNIX_SOCKET;
    info.unixSource = tracked.number(3);
    info.unixDestination = tracked.number(4);
    FdInfo peer = info.copy();
    tracked.addFd(thread, first, info);
    FdInfo own = tracked.context.fd;
    tracked.addFd(thread, second, peer);
    tracked.context.fd = own;
  }

  void bind() {
    FdInfo fd = tracked.context.fd;
    if (fd == null || tracked.failed() || !SocketTuple.isAddress(tracked.event, 1)) {
      return;
    }
    byte[] data = tracked.event.array(1);
    int at = tracked.event.offset(1);
    switch (data[at] & 0xff) {
      case Flags.AF_INET -> {
        int port = LittleEndian.u16(data, at + 5);
        if (port > 0) {
          address.setV4(SocketTuple.v4(data, at + 1));
          listen(fd, FdType.IPV4_LISTEN, port);
        }
        fd.name = SocketNames.end(address.setV4(SocketTuple.v4(data, at + 1)), port);
      }
      case Flags.AF_INET6 -> {
        int port = LittleEndian.u16(data, at + 17);
        SocketTuple.v6(data, at + 1, address);
        if (port > 0 && SocketNames.isMapped(address)) {
          address.setV4((int) address.low());
          listen(fd, FdType.IPV4_LISTEN, port);
        } else if (port > 0) {
          listen(fd, FdType.IPV6_LISTEN, port);
        }
        SocketTuple.v6(data, at + 1, address);
        fd.name = SocketNames.end(address, port);
      }
      case Flags.AF_UNIX -> fd.name = SocketTuple.path(data, at + 1, tracked.event.length(1) - 1);
      default -> fd.name = ByteSlice.of("family " + (data[at] & 0xff));
    }
  }

  private void listen(FdInfo fd, FdType type, int port) {
    fd.type = type;
    fd.destination.set(address);
    fd.destinationPort = port;
    fd.source.set(address);
    fd.roleServer = true;
  }

  void connect() {
    ThreadInfo thread = tracked.thread();
    FdInfo fd = tracked.context.fd;
    if (thread == null || fd == null) {
      return;
    }
    long result = tracked.result();
    if (result < 0 && result != IN_PROGRESS) {
      return;
    }
    fd.setConnected();
    StoredEvent enter = tracked.enterEvent(thread);
    boolean hasEnter =
        enter != null && SocketTuple.isAddress(enter.data(), enter.offset(1), enter.length(1));
    if (!tracked.has(1)) {
      if (enter != null && hasEnter) {
        connectTo(fd, enter);
      }
      return;
    }
    if (!tuple.read(tracked.event, 1)) {
      return;
    }
    if (enter != null && hasEnter && SocketTuple.isAddress(tracked.event, 3)) {
      tuple.preferEntered(tracked.event, 3, enter);
    }
    if (tuple.family == Flags.AF_UNIX) {
      if (fd.type != FdType.UNIX_SOCKET) {
        return;
      }
      fd.unixSource = tuple.unixSource;
      fd.unixDestination = tuple.unixDestination;
      fd.name = SocketNames.unix(fd.unixSource, fd.unixDestination, tuple.path);
    } else if (tuple.isIp()) {
      become(fd);
      boolean changed = update(fd);
      if (changed && fd.roleServer && fd.isUdp()) {
        fd.swapEnds();
      }
      fd.name = SocketNames.afterTraffic(fd);
    } else {
      return;
    }
    if (fd.hasNoRole()) {
      fd.roleClient = true;
    }
  }

  /** The exit event has no tuple: the address that was asked for is all there is. */
  private void connectTo(FdInfo fd, StoredEvent enter) {
    byte[] data = enter.data();
    int at = enter.offset(1);
    switch (data[at] & 0xff) {
      case Flags.AF_INET -> {
        toV4(fd);
        fd.destination.setV4(SocketTuple.v4(data, at + 1));
        fd.destinationPort = LittleEndian.u16(data, at + 5);
      }
      case Flags.AF_INET6 -> {
        SocketTuple.v6(data, at + 1, address);
        if (SocketNames.isMapped(address)) {
          toV4(fd);
          fd.destination.setV4((int) address.low());
        } else {
          fd.type = FdType.IPV6_SOCKET;
          fd.destination.set(address);
        }
        fd.destinationPort = LittleEndian.u16(data, at + 17);
      }
      default -> {}
    }
  }

  void accept(int type) {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    thread.lastEventFd = tracked.result();
    if (!tuple.read(tracked.event, 1)) {
      return;
    }
    FdInfo fd = new FdInfo();
    if (tuple.isIp()) {
      fd.type = tuple.isV4() ? FdType.IPV4_SOCKET : FdType.IPV6_SOCKET;
      fd.source.set(tuple.source);
      fd.destination.set(tuple.destination);
      fd.sourcePort = tuple.sourcePort;
      fd.destinationPort = tuple.destinationPort;
      fd.l4 = FdInfo.L4_TCP;
      fd.name = SocketNames.connection(fd);
    } else if (tuple.family == Flags.AF_UNIX) {
      fd.type = FdType.UNIX_SOCKET;
      fd.unixSource = tuple.unixSource;
      fd.unixDestination = tuple.unixDestination;
      fd.name = SocketNames.unix(fd.unixSource, fd.unixDestination, tuple.path);
    } else {
      return;
    }
    if ("accept4".equals(tracked.traits.name[type])) {
      fd.openFlags = tracked.bits(5) & Flags.O_CLOEXEC;
    }
    fd.roleServer = true;
    fd.setConnected();
    tracked.addFd(thread, tracked.result(), fd);
  }

  void read(int type) {
    FdInfo fd = tracked.context.fd;
    ThreadInfo thread = tracked.thread();
    if (fd == null || thread == null) {
      return;
    }
    String name = tracked.traits.name[type];
    if (name.equals("recvmmsg") && !tracked.has(0) || tracked.failed()) {
      return;
    }
    if (fd.isIpSocket()) {
      fd.setConnected();
    }
    int param =
        switch (name) {
          case "recvfrom" -> 2;
          case "recvmsg" -> 3;
          case "recvmmsg", "recv" -> 4;
          default -> -1;
        };
    if (param >= 0 && (fd.name.isEmpty() || !fd.isTcp())) {
      traffic(thread, fd, param, true);
    }
  }

  void write(int type) {
    ThreadInfo thread = tracked.thread();
    String name = tracked.traits.name[type];
    if (thread == null || name.equals("sendmmsg") && !tracked.has(0)) {
      return;
    }
    boolean send = name.startsWith("send");
    if (send && !name.equals("sendmmsg") && tracked.context.fd == null) {
      inferDatagramSocket(thread);
    }
    FdInfo fd = tracked.context.fd;
    if (fd == null || tracked.failed()) {
      return;
    }
    if (fd.isIpSocket()) {
      fd.setConnected();
    }
    if (send && (fd.name.isEmpty() || !fd.isTcp())) {
      traffic(thread, fd, TUPLE_OF_SEND, false);
    }
  }

  /** A send on an unknown descriptor: its socket() was missed, so take it for UDP. */
  private void inferDatagramSocket(ThreadInfo thread) {
    if (tracked.failed() || !tracked.has(TUPLE_OF_SEND) || !tracked.has(2)) {
      return;
    }
    int family = tracked.event.u8(TUPLE_OF_SEND);
    if (family == Flags.AF_INET || family == Flags.AF_INET6) {
      add(thread, tracked.number(2), family, Flags.SOCK_DGRAM, PROTOCOL_UDP, 0);
    }
  }

  /** Learns both ends from a message's tuple. */
  private void traffic(ThreadInfo thread, FdInfo fd, int param, boolean incoming) {
    if (!learn(fd, param)) {
      return;
    }
    if (!fd.isIpSocket()) {
      fd.name =
          tuple.isIp()
              ? SocketNames.connection(
                  tuple.source, tuple.sourcePort, tuple.destination, tuple.destinationPort)
              : SocketNames.unix(tuple.unixSource, tuple.unixDestination, tuple.path);
      return;
    }
    if (fd.hasNoRole()) {
      guessRole(thread, fd, incoming);
    }
    if (incoming ? fd.roleClient : fd.roleServer) {
      fd.swapEnds();
    }
    fd.name = SocketNames.afterTraffic(fd);
  }

  private boolean learn(FdInfo fd, int param) {
    if (!tuple.read(tracked.event, param)) {
      return false;
    }
    if (tuple.family == Flags.AF_UNIX) {
      fd.type = FdType.UNIX_SOCKET;
      fd.unixSource = tuple.unixSource;
      fd.unixDestination = tuple.unixDestination;
      fd.name = tuple.path;
      return true;
    }
    if (tuple.isIp()) {
      if (tuple.isV4()) {
        toV4(fd);
      } else if (fd.type == FdType.IPV6_LISTEN) {
        overlay(fd);
        return true;
      }
      if (!update(fd)) {
        return false;
      }
    }
    if (fd.isIpSocket() && fd.l4 == FdInfo.L4_UNKNOWN) {
      fd.l4 = FdInfo.L4_UDP;
    }
    tracked.interfaces.complete(fd);
    return true;
  }

  /**
   * A message of a bound IPv6 socket, which upstream leaves a bound one: the tuple is written over
   * the bound address, so that port and transport are what bytes of the far address happen to be.
   */
  private void overlay(FdInfo fd) {
    fd.source.set(tuple.source);
    int first = (int) (tuple.destination.high() >>> 48);
    fd.destinationPort = (first & 0xff) << 8 | first >>> 8;
    fd.l4 = (int) (tuple.destination.high() >>> 40 & 0xff);
    fd.destination.set(tuple.source);
  }

  /** Changes the family of a connecting socket to the tuple's. */
  private void become(FdInfo fd) {
    if (tuple.isV4()) {
      toV4(fd);
    } else if (fd.type != FdType.IPV6_SOCKET) {
      boolean wasV6 = fd.type == FdType.IPV6_LISTEN;
      fd.type = FdType.IPV6_SOCKET;
      if (!wasV6) {
        fd.source.setV6(0, 0);
        fd.destination.setV6(0, 0);
        fd.l4 = FdInfo.L4_UNKNOWN;
      }
    }
  }

  /**
   * Makes a socket an IPv4 one. The transport of an IPv6 socket is not carried over, as upstream
   * keeps the two in different places of one union.
   */
  private static void toV4(FdInfo fd) {
    switch (fd.type) {
      case IPV4_SOCKET -> {}
      case IPV4_LISTEN -> {
        fd.destination.setV4(0);
        fd.sourcePort = 0;
        fd.destinationPort = 0;
      }
      default -> {
        fd.source.setV4(0);
        fd.destination.setV4(0);
        fd.sourcePort = 0;
        fd.destinationPort = 0;
        fd.l4 = FdInfo.L4_UNKNOWN;
      }
    }
    fd.type = FdType.IPV4_SOCKET;
  }

  /**
   * Takes over the tuple's ends.
   *
   * @return whether anything changed; the same two ends the other way round are no change
   */
  private boolean update(FdInfo fd) {
    boolean same =
        tuple.source.equals(fd.source)
            && tuple.sourcePort == fd.sourcePort
            && tuple.destination.equals(fd.destination)
            && tuple.destinationPort == fd.destinationPort;
    boolean mirrored =
        tuple.destination.equals(fd.source)
            && tuple.destinationPort == fd.sourcePort
            && tuple.source.equals(fd.destination)
            && tuple.sourcePort == fd.destinationPort;
    if (fd.isIpSocket() && (same || mirrored)) {
      return false;
    }
    boolean changed = !same || fd.destination.isZero() || fd.destinationPort == 0;
    fd.source.set(tuple.source);
    fd.sourcePort = tuple.sourcePort;
    fd.destination.set(tuple.destination);
    fd.destinationPort = tuple.destinationPort;
    return changed;
  }

  /** A process that owns the far port is the server; else it is the client. */
  private static void guessRole(ThreadInfo thread, FdInfo fd, boolean incoming) {
    @Nullable FdTable table = thread.fdTable();
    if (table == null || !owns(table, fd.destinationPort, true)) {
      fd.roleClient = true;
    } else if (!owns(table, fd.sourcePort, false) || incoming) {
      fd.roleServer = true;
    } else {
      fd.roleClient = true;
    }
  }

  private static boolean owns(FdTable table, int port, boolean asServer) {
    boolean[] found = {false};
    table.forEach(info -> {
      boolean connection = info.type == FdType.IPV4_SOCKET;
      boolean listener = info.type == FdType.IPV4_LISTEN;
      found[0] |=
          asServer
              ? (connection || listener) && info.destinationPort == port
              : connection && info.sourcePort == port;
    });
    return found[0];
  }
}
