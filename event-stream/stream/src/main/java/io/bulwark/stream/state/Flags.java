package io.bulwark.stream.state;

/** Bits of event parameters and thread flags; source: the Falco libs event schema 4.5.1. */
public final class Flags {
  public static final int O_RDONLY = 1;
  public static final int O_WRONLY = 1 << 1;
  public static final int O_CREAT = 1 << 2;
  public static final int O_DIRECTORY = 1 << 10;
  public static final int O_CLOEXEC = 1 << 12;
  public static final int O_TMPFILE = 1 << 13;
  public static final int O_F_CREATED = 1 << 14;
  public static final int FD_UPPER_LAYER = 1 << 15;
  public static final int FD_LOWER_LAYER = 1 << 16;
  public static final int CREAT_UPPER_LAYER = 1;
  public static final int CREAT_LOWER_LAYER = 1 << 1;
  public static final int EPOLL_CLOEXEC = 1;
  public static final int MFD_CLOEXEC = 1;
  public static final int CLOSE_RANGE_CLOEXEC = 1 << 2;

  public static final int CL_CLONE_FILES = 1;
  public static final int CL_CLONE_NEWPID = 1 << 6;
  public static final int CL_CLONE_PARENT = 1 << 8;
  public static final int CL_CLONE_THREAD = 1 << 13;
  public static final int CL_CLONE_INVERTED = 1 << 16;
  public static final int CL_NAME_CHANGED = 1 << 17;
  public static final int CL_CLOSED = 1 << 18;
  public static final int CL_ACTIVE = 1 << 19;
  public static final int CL_CLONE_NEWUSER = 1 << 20;
  public static final int CL_PIPE_SRC = 1 << 21;
  public static final int CL_PIPE_DST = 1 << 22;
  public static final int CL_CLONE_VFORK = 1 << 27;
  public static final int CL_CHILD_IN_PIDNS = 1 << 29;
  public static final int CL_IS_MAIN_THREAD = 1 << 30;

  public static final int EXE_WRITABLE = 1;
  public static final int EXE_UPPER_LAYER = 1 << 1;
  public static final int EXE_FROM_MEMFD = 1 << 2;
  public static final int EXE_LOWER_LAYER = 1 << 3;
  public static final int AT_EMPTY_PATH = 1;

  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;
  public static final int AF_NETLINK = 16;
  public static final int AT_FDCWD = -100;

  static final int FCNTL_DUPFD = 1;
  static final int FCNTL_SETFD = 3;
  static final int FCNTL_DUPFD_CLOEXEC = 26;
  static final int FD_CLOEXEC = 1;
  static final int RLIMIT_NOFILE = 7;
  static final int PR_SET_CHILD_SUBREAPER = 36;
  static final int PR_GET_CHILD_SUBREAPER = 37;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;

  private Flags() {}
}
