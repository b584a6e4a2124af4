package io.bulwark.event.schema;

/**
 * Encodings of event parameters on the wire, little-endian.
 *
 * <p>Source: the parameter types of the Falco libs event schema; names are theirs without the
 * prefix.
 */
public enum ParamType {
  INT8,
  INT16,
  INT32,
  INT64,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  CHARBUF,
  BYTEBUF,
  ERRNO,
  SOCKADDR,
  SOCKTUPLE,
  FD,
  PID,
  FDLIST,
  FSPATH,
  SYSCALLID,
  SIGTYPE,
  RELTIME,
  ABSTIME,
  PORT,
  L4PROTO,
  SOCKFAMILY,
  BOOL,
  IPV4ADDR,
  DYN,
  FLAGS8,
  FLAGS16,
  FLAGS32,
  UID,
  GID,
  DOUBLE,
  SIGSET,
  CHARBUFARRAY,
  CHARBUF_PAIR_ARRAY,
  IPV4NET,
  IPV6ADDR,
  IPV6NET,
  IPADDR,
  IPNET,
  MODE,
  FSRELPATH,
  ENUMFLAGS8,
  ENUMFLAGS16,
  ENUMFLAGS32,
  /** A descriptor in 32 bits. */
  FD32,
  /** A process id in 32 bits. */
  PID32,
  NONE;

  /** Bytes that a number takes, booleans, ids, times and IPv4 addresses included; 0 for others. */
  public int numberBytes() {
    return switch (this) {
      case INT8, UINT8, FLAGS8, ENUMFLAGS8, SIGTYPE, L4PROTO, SOCKFAMILY -> 1;
      case INT16, UINT16, FLAGS16, ENUMFLAGS16, SYSCALLID, PORT -> 2;
      case INT32,
          UINT32,
          FLAGS32,
          ENUMFLAGS32,
          UID,
          GID,
          MODE,
          SIGSET,
          FD32,
          PID32,
          BOOL,
          IPV4ADDR ->
          4;
      case INT64, UINT64, RELTIME, ABSTIME, ERRNO, FD, PID, DOUBLE -> 8;
      case CHARBUF,
          BYTEBUF,
          SOCKADDR,
          SOCKTUPLE,
          FDLIST,
          FSPATH,
          FSRELPATH,
          DYN,
          CHARBUFARRAY,
          CHARBUF_PAIR_ARRAY,
          IPV4NET,
          IPV6ADDR,
          IPV6NET,
          IPADDR,
          IPNET,
          NONE ->
          0;
    };
  }

  /** Whether the value is one of an enum table (an equal entry), rather than a set of flag bits. */
  public boolean isEnum() {
    return this == ENUMFLAGS8 || this == ENUMFLAGS16 || this == ENUMFLAGS32;
  }

  /** Whether the parameter is a path that may be relative to a working directory or descriptor. */
  public boolean isPath() {
    return this == FSPATH || this == FSRELPATH;
  }
}
