package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** {@code evt.failed}, the counters, and the lengths of reads and writes. */
final class CountFields {
  private final ReaderContext context;
  private final EventTexts texts;

  CountFields(ReaderContext context) {
    this.context = context;
    texts = EventTexts.of(context.schema());
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "evt.failed", "evt.count.error" -> new LongField(field, this::failed);
      case "evt.count" -> new LongField(field, () -> 1);
      case "evt.count.exit" ->
          new LongField(field, () -> context.event().isEnter() ? LongReader.MISSING : 1);
      case "evt.count.error.file" ->
          new LongField(field, () -> failedIf(isFile(fd(), context.event().type())));
      case "evt.count.error.net" ->
          new LongField(field, () -> failedIf(isNet(fd(), context.event().type())));
      case "evt.count.error.memory" -> new LongField(field, () -> failedIf(isMemory()));
      case "evt.count.error.other" -> new LongField(field, () -> failedIf(isOther()));
      case "evt.count.threadinfo" -> LongField.of(field, this::isProcinfo);
      case "evt.count.procinfo" -> LongField.of(field, () -> isProcinfo() && isMain());
      case "evt.buflen" -> length(field, texts.io(), false, false);
      case "evt.buflen.in" -> length(field, texts.ioRead(), false, false);
      case "evt.buflen.out" -> length(field, texts.ioWrite(), false, false);
      case "evt.buflen.file" -> length(field, texts.io(), true, false);
      case "evt.buflen.file.in" -> length(field, texts.ioRead(), true, false);
      case "evt.buflen.file.out" -> length(field, texts.ioWrite(), true, false);
      case "evt.buflen.net" -> length(field, texts.io(), false, true);
      case "evt.buflen.net.in" -> length(field, texts.ioRead(), false, true);
      case "evt.buflen.net.out" -> length(field, texts.ioWrite(), false, true);
      default -> null;
    };
  }

  private @Nullable FdInfo fd() {
    return context.current().fd;
  }

  private long failed() {
    if (!context.hasResult()) {
      return LongReader.MISSING;
    }
    return context.result() < 0 ? 1 : 0;
  }

  private long failedIf(boolean counts) {
    return counts ? failed() : LongReader.MISSING;
  }

  private static boolean isFile(@Nullable FdInfo fd, int type) {
    if (fd != null) {
      return switch (fd.type) {
        case FILE, FILE_V2, DIRECTORY -> true;
        default -> false;
      };
    }
    return switch (type) {
      case EventIds.OPEN,
          EventIds.CREAT,
          EventIds.OPENAT,
          EventIds.OPENAT2,
          EventIds.OPEN_BY_HANDLE_AT ->
          true;
      default -> false;
    };
  }

  private static boolean isNet(@Nullable FdInfo fd, int type) {
    if (fd != null) {
      return switch (fd.type) {
        case IPV4_SOCKET, IPV6_SOCKET, IPV4_LISTEN, IPV6_LISTEN, UNIX_SOCKET -> true;
        default -> false;
      };
    }
    return type == EventIds.ACCEPT || type == EventIds.ACCEPT4 || type == EventIds.CONNECT;
  }

  private boolean isMemory() {
    return context.type().category().equals("memory");
  }

  private boolean isOther() {
    FdInfo fd = fd();
    int type = context.event().type();
    return !isFile(fd, type) && !isNet(fd, type) && (fd != null || !isMemory());
  }

  private boolean isProcinfo() {
    return context.event().type() == EventIds.PROCINFO;
  }

  private boolean isMain() {
    ThreadInfo thread = context.thread();
    return thread != null && thread.isMainThread();
  }

  private LongField length(FieldRef field, boolean[] counted, boolean files, boolean sockets) {
    return new LongField(
        field,
        () -> {
          FdInfo fd = fd();
          boolean fits =
              fd != null
                  && counted[context.event().type()]
                  && (!files || fd.type.isFile())
                  && (!sockets || fd.isIpv4() || fd.isIpv6());
          return fits && context.hasResult() && context.result() >= 0
              ? context.result()
              : LongReader.MISSING;
        });
  }
}
