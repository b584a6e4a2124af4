package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;

/**
 * One open descriptor. Mutable state of the stream; field readers only read it.
 *
 * <p>For sockets the local/remote question is settled late: {@link #source} and {@link
 * #destination} are the ends of the tuple as libs stores it (source = client side once the role is
 * known).
 */
public final class FdInfo {
  /** Transport protocols by the codes captures use. */
  public static final int L4_UNKNOWN = 0;

  public static final int L4_NA = 1;
  public static final int L4_TCP = 2;
  public static final int L4_UDP = 3;
  public static final int L4_ICMP = 4;
  public static final int L4_RAW = 5;

  public FdType type = FdType.UNKNOWN;

  /** Printable name: path, or tuple text. */
  public ByteSlice name = new ByteSlice();

  /** The path as the program gave it. */
  public ByteSlice rawName = new ByteSlice();

  /** The name before this event changed it. */
  public ByteSlice oldName = new ByteSlice();

  /** Open flags in the schema's own bits. */
  public int openFlags;

  public int device;
  public long inode;
  public int mountId;

  /** For a pidfd: the process. */
  public long pid;

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
  public boolean socketPipe;
  public boolean overlayUpper;
  public boolean overlayLower;

  /** An unused descriptor. */
  public FdInfo() {}

  public boolean isIpv4() {
    return type == FdType.IPV4_SOCKET || type == FdType.IPV4_LISTEN;
  }

  public boolean isIpv6() {
    return type == FdType.IPV6_SOCKET || type == FdType.IPV6_LISTEN;
  }

  public boolean hasNoRole() {
    return !roleClient && !roleServer;
  }
}
