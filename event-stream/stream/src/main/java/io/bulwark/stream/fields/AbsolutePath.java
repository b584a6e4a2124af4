package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.abspath}: the path of a syscall that takes a directory descriptor, made absolute;
 * {@code .src} and {@code .dst} choose between two paths.
 */
final class AbsolutePath implements TextField.Source {
  private static final int OPEN_BY_HANDLE_PATH = 3;
  private static final ByteSlice NOTHING = new ByteSlice();
  private static final ByteSlice UNKNOWN_SLASH = ByteSlice.of("<UNKNOWN>/");

  private final ReaderContext context;
  private final boolean destination;
  private final Directories directories;
  private final ByteSlice path = new ByteSlice();
  private final TextBuffer joined = new TextBuffer();

  private AbsolutePath(ReaderContext context, boolean destination) {
    this.context = context;
    this.destination = destination;
    directories = context.directories();
  }

  static FieldReader bind(FieldRef field, ReaderContext context) {
    boolean destination =
        field.arg().orElse(null) instanceof FieldArg.Key(String end) && end.equals("dst");
    return new TextField(field, new AbsolutePath(context, destination));
  }

  /** Index of the directory descriptor's parameter, the path follows it; -1 if there is none. */
  private int directoryIndex(int type) {
    return switch (type) {
      case EventIds.RENAMEAT, EventIds.RENAMEAT2, EventIds.LINKAT -> destination ? 3 : 1;
      case EventIds.SYMLINKAT -> 2;
      case EventIds.OPENAT,
          EventIds.OPENAT2,
          EventIds.UNLINKAT,
          EventIds.MKDIRAT,
          EventIds.FCHMODAT,
          EventIds.FCHOWNAT ->
          1;
      default -> -1;
    };
  }

  @Override
  public @Nullable ByteSlice read() {
    EventRecord event = context.event();
    ThreadInfo thread = context.thread();
    if (thread == null) {
      return null;
    }
    if (event.type() == EventIds.OPEN_BY_HANDLE_AT) {
      return opened(event);
    }
    int index = directoryIndex(event.type());
    if (index < 0 || !event.has(index) || !event.has(index + 1)) {
      return null;
    }
    ByteSlice name = ParamText.text(event, index + 1, path);
    ByteSlice directory =
        PathText.isAbsolute(name) ? NOTHING : directories.ofDescriptor(event.i64(index), thread);
    PathText.join(directory == Directories.UNKNOWN ? UNKNOWN_SLASH : directory, name, joined);
    return joined.slice();
  }

  private @Nullable ByteSlice opened(EventRecord event) {
    if (!context.hasResult() || context.result() <= 0 || !event.has(OPEN_BY_HANDLE_PATH)) {
      return null;
    }
    PathText.join(NOTHING, ParamText.text(event, OPEN_BY_HANDLE_PATH, path), joined);
    return joined.slice();
  }
}
