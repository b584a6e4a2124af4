package io.bulwark.stream.state;

/**
 * Descriptor types, in the order of their codes in captures (0–21), with the words and letters of
 * {@code fd.type} and {@code fd.typechar}.
 */
public enum FdType {
  UNKNOWN("", 'o'),
  FILE("file", 'f'),
  DIRECTORY("directory", 'd'),
  IPV4_SOCKET("ipv4", '4'),
  IPV6_SOCKET("ipv6", '6'),
  IPV4_LISTEN("ipv4", '4'),
  IPV6_LISTEN("ipv6", '6'),
  PIPE("pipe", 'p'),
  UNIX_SOCKET("unix", 'u'),
  EVENT("event", 'e'),
  UNSUPPORTED("", 'X'),
  SIGNALFD("signalfd", 's'),
  EVENTPOLL("eventpoll", 'l'),
  INOTIFY("inotify", 'i'),
  TIMERFD("timerfd", 't'),
  NETLINK("netlink", 'n'),
  FILE_V2("file", 'f'),
  BPF("bpf", 'b'),
  USERFAULTFD("userfaultfd", 'u'),
  IO_URING("io_uring", 'r'),
  MEMFD("memfd", 'm'),
  PIDFD("pidfd", 'P');

  private final String word;
  private final char letter;

  FdType(String word, char letter) {
    this.word = word;
    this.letter = letter;
  }

  /** {@code fd.type}; empty where the field is missing. */
  public String word() {
    return word;
  }

  /** {@code fd.typechar}. */
  public char letter() {
    return letter;
  }

  public boolean isFile() {
    return this == FILE || this == FILE_V2;
  }

  public boolean isSocket() {
    return switch (this) {
      case IPV4_SOCKET, IPV6_SOCKET, IPV4_LISTEN, IPV6_LISTEN, UNIX_SOCKET, NETLINK -> true;
      default -> false;
    };
  }
}
