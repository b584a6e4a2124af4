package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.record.LittleEndian;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** The {@code fdlist.*} fields: the descriptors a poll waits for, joined by commas. */
final class FdListFields {
  private static final int LIST_PARAM = 1;
  private static final byte[] UNKNOWN = ParamText.ascii("<NA>");

  private final ReaderContext context;

  FdListFields(ReaderContext context) {
    this.context = context;
  }

  /** Writes one entry's text and tells whether it wrote any. */
  private interface Entry {
    boolean write(long number, @Nullable FdInfo fd, TextBuffer to);
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "fdlist.nums" -> list(field, (number, fd, to) -> to.addDecimal(number) != null);
      case "fdlist.names" -> list(field, FdListFields::name);
      case "fdlist.cips" -> list(field, (number, fd, to) -> client(fd, to));
      case "fdlist.sips" -> list(field, (number, fd, to) -> server(fd, to));
      case "fdlist.cports" ->
          list(field, (number, fd, to) -> port(fd, fd == null ? 0 : fd.sourcePort, to));
      case "fdlist.sports" ->
          list(field, (number, fd, to) -> port(fd, fd == null ? 0 : fd.destinationPort, to));
      default -> null;
    };
  }

  private static boolean name(long number, @Nullable FdInfo fd, TextBuffer to) {
    if (fd == null || fd.name.isEmpty()) {
      to.add(UNKNOWN);
    } else {
      to.add(fd.name);
    }
    return true;
  }

  private static boolean isConnection(@Nullable FdInfo fd) {
    return fd != null && (fd.type == FdType.IPV4_SOCKET || fd.type == FdType.IPV6_SOCKET);
  }

  private static boolean client(@Nullable FdInfo fd, TextBuffer to) {
    if (fd == null || !isConnection(fd)) {
      return false;
    }
    AddressText.write(fd.source, to);
    return true;
  }

  private static boolean server(@Nullable FdInfo fd, TextBuffer to) {
    if (fd == null || !isConnection(fd) && !SocketFields.isListener(fd)) {
      return false;
    }
    AddressText.write(fd.destination, to);
    return true;
  }

  private static boolean port(@Nullable FdInfo fd, int port, TextBuffer to) {
    if (!isConnection(fd)) {
      return false;
    }
    to.addDecimal(port);
    return true;
  }

  private TextField list(FieldRef field, Entry entry) {
    TextBuffer text = new TextBuffer();
    return new TextField(field, () -> join(entry, text));
  }

  private @Nullable ByteSlice join(Entry entry, TextBuffer to) {
    EventRecord event = context.event();
    ThreadInfo thread = context.thread();
    boolean poll = event.type() == EventIds.POLL || event.type() == EventIds.PPOLL;
    if (!poll || thread == null || !event.has(LIST_PARAM)) {
      return null;
    }
    byte[] array = event.array(LIST_PARAM);
    int offset = event.offset(LIST_PARAM);
    int count = FdList.count(array, offset, event.length(LIST_PARAM));
    to.clear();
    for (int i = 0; i < count; i++) {
      long number = LittleEndian.i64(array, FdList.at(offset, i));
      if (entry.write(number, context.state().fd(thread, number), to)) {
        to.add(',');
      }
    }
    if (!to.isEmpty()) {
      to.truncate(to.length() - 1);
    }
    return to.isEmpty() ? null : to.slice();
  }
}
