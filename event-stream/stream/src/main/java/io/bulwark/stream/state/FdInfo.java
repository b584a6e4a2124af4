package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;

/**
 * One open descriptor. Mutable state of the stream; field readers only read it.
 *
 * <p>For connections, {@link #source} is the client side and {@link #destination} the server side
 * once the role is known; a listening socket keeps its own end in {@link #destination}.
 */
public final class FdInfo {
  /** Transport protocols by the codes captures use. */
  public static final int L4_UNKNOWN = 0;

  public static final int L4_NA = 1;
  public static final int L4_TCP = 2;
  public static final int L4_UDP = 3;
  public static final int L4_ICMP = 4;
  public static final int L4_RAW = 5;

  /** The descriptor's number in its table. */
  public long number = -1;

  public FdType type = FdType.UNKNOWN;

  /** Printable name: path, or tuple text. */
  public ByteSlice name = new ByteSlice();

  /** The path as the program gave it. */
  public ByteSlice rawName = new ByteSlice();

  /** The name before the current event touched it. */
  public ByteSlice oldName = new ByteSlice();

  /** Open flags in the schema's own bits. */
  public int openFlags;

  public int device;
  public long inode;
  public int mountId;

  /** For a pidfd: the process. */
  public long pid = -1;

  public final IpAddress source = new IpAddress();
  public final IpAddress destination = new IpAddress();
  public int sourcePort;
  public int destinationPort;
  public int l4 = L4_UNKNOWN;

  /** Kernel addresses of a unix socket's two ends. */
  public long unixSource;

  public long unixDestination;

  public boolean roleClient;
  public boolean roleServer;
  public boolean connected;
  public boolean connectionPending;
  public boolean connectionFailed;
  public boolean cloned;
  public boolean overlayUpper;
  public boolean overlayLower;

  /** An unused descriptor. */
  public FdInfo() {}

  /** A copy for another number or another process. */
  FdInfo copy() {
    FdInfo to = new FdInfo();
    to.number = number;
    to.type = type;
    to.name = name;
    to.rawName = rawName;
    to.oldName = oldName;
    to.openFlags = openFlags;
    to.device = device;
    to.inode = inode;
    to.mountId = mountId;
    to.pid = pid;
    to.source.set(source);
    to.destination.set(destination);
    to.sourcePort = sourcePort;
    to.destinationPort = destinationPort;
    to.l4 = l4;
    to.unixSource = unixSource;
    to.unixDestination = unixDestination;
    to.roleClient = roleClient;
    to.roleServer = roleServer;
    to.connected = connected;
    to.connectionPending = connectionPending;
    to.connectionFailed = connectionFailed;
    to.cloned = cloned;
    to.overlayUpper = overlayUpper;
    to.overlayLower = overlayLower;
    return to;
  }

  public boolean isIpv4() {
    return type == FdType.IPV4_SOCKET || type == FdType.IPV4_LISTEN;
  }

  public boolean isIpv6() {
    return type == FdType.IPV6_SOCKET || type == FdType.IPV6_LISTEN;
  }

  /** Whether it is one end of an IP connection, not a listener. */
  public boolean isIpSocket() {
    return type == FdType.IPV4_SOCKET || type == FdType.IPV6_SOCKET;
  }

  public boolean hasNoRole() {
    return !roleClient && !roleServer;
  }

  boolean isTcp() {
    return type == FdType.IPV4_SOCKET && l4 == L4_TCP;
  }

  boolean isUdp() {
    return type == FdType.IPV4_SOCKET && l4 == L4_UDP;
  }

  boolean closesOnExec() {
    return (openFlags & Flags.O_CLOEXEC) != 0
        || (type == FdType.EVENTPOLL && (openFlags & Flags.EPOLL_CLOEXEC) != 0)
        || (type == FdType.MEMFD && (openFlags & Flags.MFD_CLOEXEC) != 0);
  }

  void clearCloseOnExec() {
    openFlags &= ~(Flags.O_CLOEXEC | Flags.EPOLL_CLOEXEC | Flags.MFD_CLOEXEC);
  }

  void setConnected() {
    connected = true;
    connectionPending = false;
    connectionFailed = false;
  }

  void clearFlags() {
    roleClient = false;
    roleServer = false;
    connected = false;
    connectionPending = false;
    connectionFailed = false;
    cloned = false;
    overlayUpper = false;
    overlayLower = false;
  }

  void swapEnds() {
    IpAddress end = new IpAddress().set(source);
    source.set(destination);
    destination.set(end);
    int port = sourcePort;
    sourcePort = destinationPort;
    destinationPort = port;
  }
}
