package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;

/** {@code evt.category}: the event type's own, or for reads and writes the descriptor's. */
final class Category {
  private static final ByteSlice FILE = ByteSlice.of("file");
  private static final ByteSlice NET = ByteSlice.of("net");
  private static final ByteSlice IPC = ByteSlice.of("ipc");
  private static final ByteSlice UNKNOWN = ByteSlice.of("unknown");

  private final ReaderContext context;
  private final ByteSlice[] byType;

  /** True for event types whose category their descriptor decides. */
  private final boolean[] io;

  Category(ReaderContext context) {
    this.context = context;
    byType = new ByteSlice[context.schema().size()];
    io = new boolean[byType.length];
    for (EventType type : context.schema().types()) {
      io[type.id()] = type.category().startsWith("io_");
      byType[type.id()] = ByteSlice.of(word(type.category()));
    }
  }

  /** Upstream writes this one in capitals when the event type says it, not when a pipe does. */
  private static String word(String category) {
    return category.equals("ipc") ? "IPC" : category;
  }

  ByteSlice read() {
    int type = context.event().type();
    FdInfo fd = context.current().fd;
    if (!io[type]) {
      return byType[type];
    }
    if (fd == null) {
      return UNKNOWN;
    }
    return switch (fd.type) {
      case FILE, FILE_V2, DIRECTORY -> FILE;
      case IPV4_SOCKET, IPV6_SOCKET, IPV4_LISTEN, IPV6_LISTEN -> NET;
      case PIPE, UNIX_SOCKET, EVENT, SIGNALFD, INOTIFY, USERFAULTFD -> IPC;
      case UNKNOWN, UNSUPPORTED, EVENTPOLL, TIMERFD, NETLINK, BPF, IO_URING, MEMFD, PIDFD ->
          UNKNOWN;
    };
  }
}
