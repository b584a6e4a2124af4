package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.FdInfo;

/** {@code evt.category}: the event type's own, or for reads and writes the descriptor's. */
final class Category {
  private static final ByteSlice FILE = ByteSlice.of("file");
  private static final ByteSlice NET = ByteSlice.of("net");
  private static final ByteSlice IPC = ByteSlice.of("ipc");
  private static final ByteSlice UNKNOWN = ByteSlice.of("unknown");

  private final ReaderContext context;
  private final EventTexts texts;

  Category(ReaderContext context) {
    this.context = context;
    texts = EventTexts.of(context.schema());
  }

  ByteSlice read() {
    int type = context.event().type();
    FdInfo fd = context.current().fd;
    if (!texts.io()[type]) {
      return texts.categories()[type];
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
