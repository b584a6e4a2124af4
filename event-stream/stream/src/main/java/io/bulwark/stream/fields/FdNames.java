package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * The name of the event's descriptor. Where the descriptor is unknown, as after a failed open, the
 * event's own parameters give the name.
 */
final class FdNames {
  private static final ByteSlice EMPTY = new ByteSlice();
  private static final ByteSlice HERE = ByteSlice.of(".");

  private final ReaderContext context;
  private final FdAccess access;
  private final Directories directories;
  private final ParamText params;
  private final ByteSlice path = new ByteSlice();
  private final TextBuffer joined = new TextBuffer();

  FdNames(ReaderContext context) {
    this.context = context;
    access = new FdAccess(context);
    directories = context.directories();
    params = new ParamText(context);
  }

  FdAccess access() {
    return access;
  }

  /** {@code fd.name}. */
  @Nullable ByteSlice name() {
    ThreadInfo thread = access.thread();
    if (thread == null) {
      return null;
    }
    FdInfo fd = access.of(thread);
    return fd != null ? fd.name : fromEvent(thread, false);
  }

  /** {@code fd.nameraw}: repeated slashes become one, nothing else is changed. */
  @Nullable ByteSlice rawName() {
    ThreadInfo thread = access.thread();
    if (thread == null) {
      return null;
    }
    FdInfo fd = access.of(thread);
    ByteSlice name = fd != null ? fd.rawName : fromEvent(thread, true);
    return name == null ? null : withoutRepeatedSlashes(name);
  }

  private ByteSlice withoutRepeatedSlashes(ByteSlice name) {
    boolean repeated = false;
    for (int i = 1; i < name.length() && !repeated; i++) {
      repeated = name.at(i) == '/' && name.at(i - 1) == '/';
    }
    if (!repeated) {
      return name;
    }
    TextBuffer clean = joined.array() == name.array() ? new TextBuffer() : joined.clear();
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.at(i) != '/' || name.at(i - 1) != '/') {
        clean.addByte(name.at(i));
      }
    }
    return clean.slice();
  }

  @Nullable ByteSlice fromEvent(ThreadInfo thread, boolean raw) {
    EventRecord event = context.event();
    if (event.isEnter()) {
      return null;
    }
    return switch (event.type()) {
      case EventIds.OPEN, EventIds.ACCEPT, EventIds.ACCEPT4, EventIds.CREAT, EventIds.CONNECT ->
          parameter(1);
      case EventIds.OPENAT, EventIds.OPENAT2 -> openedPath(thread, raw);
      case EventIds.OPEN_BY_HANDLE_AT -> event.has(3) ? ParamText.text(event, 3, path) : EMPTY;
      default -> EMPTY;
    };
  }

  private @Nullable ByteSlice parameter(int index) {
    if (index >= context.event().paramCount()) {
      return null;
    }
    params.render(index);
    return params.best();
  }

  private @Nullable ByteSlice openedPath(ThreadInfo thread, boolean raw) {
    EventRecord event = context.event();
    if (!event.has(2)) {
      return null;
    }
    ByteSlice name = ParamText.text(event, 2, path);
    if (raw) {
      return name;
    }
    if (!event.has(1)) {
      return null;
    }
    ByteSlice directory =
        PathText.isAbsolute(name) ? HERE : directories.ofDescriptor(event.i64(1), thread);
    PathText.join(directory, name, joined);
    return joined.slice();
  }
}
