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

  /** Whether the value is one of an enum table (an equal entry), rather than a set of flag bits. */
  public boolean isEnum() {
    return this == ENUMFLAGS8 || this == ENUMFLAGS16 || this == ENUMFLAGS32;
  }

  /** Whether the parameter is a path that may be relative to a working directory or descriptor. */
  public boolean isPath() {
    return this == FSPATH || this == FSRELPATH;
  }
}
