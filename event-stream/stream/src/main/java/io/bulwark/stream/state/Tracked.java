package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/** What all parts of the state engine share: the current event and the tables it changes. */
final class Tracked {
  private static final byte[] NOT_AVAILABLE = {'<', 'N', 'A', '>'};

  final EventTraits traits;
  final EventRecord event;
  final EventContext context;
  final ThreadTable threads;
  final UserTable users;
  final NetworkInterfaces interfaces;
  final ContainerIds containers = new ContainerIds();
  final Paths paths = new Paths();
  private final ByteSlice scratch = new ByteSlice();
  private final ByteSlice cwdScratch = new ByteSlice();

  /** When the machine booted, nanoseconds since the epoch. */
  long bootTime;

  /** The thread to remove before the next event; -1 if none. */
  long exitedTid = -1;

  /** The descriptor to remove before the next event, and its thread; -1 if none. */
  long closedFd = -1;

  long closedFdTid = -1;

  Tracked(EventTraits traits, EventContext context, ThreadTable threads) {
    this.traits = traits;
    this.context = context;
    this.event = context.event();
    this.threads = threads;
    this.users = new UserTable();
    this.interfaces = new NetworkInterfaces();
  }

  @Nullable ThreadInfo thread() {
    return context.thread;
  }

  /**
   * The syscall's result: the first parameter, 32 or 64 bits wide; 0 if the capture left it out.
   */
  long result() {
    return switch (event.length(0)) {
      case 8 -> event.i64(0);
      case 4 -> event.i32(0);
      default -> 0;
    };
  }

  boolean failed() {
    return result() < 0;
  }

  boolean has(int param) {
    return event.has(param);
  }

  /** A parameter of 1, 2, 4 or 8 bytes as a signed number; 0 if missing. */
  long number(int param) {
    if (!event.has(param)) {
      return 0;
    }
    return switch (event.length(param)) {
      case 1 -> event.u8(param);
      case 2 -> event.u16(param);
      case 4 -> event.i32(param);
      case 8 -> event.i64(param);
      default -> 0;
    };
  }

  int bits(int param) {
    return (int) number(param);
  }

  long unsigned32(int param) {
    return number(param) & 0xffff_ffffL;
  }

  /** A copy of a text parameter without its terminator; {@code <NA>} where upstream reads that. */
  ByteSlice text(int param) {
    return view(param).copy();
  }

  /** A text parameter in place, valid until the next call. */
  ByteSlice view(int param) {
    if (!event.has(param)) {
      return scratch.set(NOT_AVAILABLE, 0, NOT_AVAILABLE.length);
    }
    return text(event.array(param), event.offset(param), event.length(param));
  }

  /**
   * A text in place: up to its first NUL; the text {@code (NULL)} and no text read as not
   * available.
   */
  ByteSlice text(byte[] array, int offset, int length) {
    int end = Texts.textLength(array, offset, length);
    scratch.set(array, offset, end);
    boolean isNull =
        end == 6 && array[offset] == '(' && array[offset + 1] == 'N' && array[offset + 5] == ')';
    return end == 0 && length == 0 || isNull
        ? scratch.set(NOT_AVAILABLE, 0, NOT_AVAILABLE.length)
        : scratch;
  }

  static boolean isNotAvailable(ByteSlice text) {
    return text.contentEquals(NOT_AVAILABLE);
  }

  ByteSlice[] texts(int param) {
    return event.has(param)
        ? Texts.split(event.array(param), event.offset(param), event.length(param))
        : new ByteSlice[0];
  }

  /** The descriptor with this number, its old name remembered; null if unknown. */
  @Nullable FdInfo fd(ThreadInfo thread, long number) {
    FdTable table = number < 0 ? null : thread.fdTable();
    FdInfo info = table == null ? null : table.find(number);
    if (info != null) {
      info.oldName = info.name;
    }
    return info;
  }

  /** Adds a descriptor to the thread's process and makes it the event's. */
  void addFd(ThreadInfo thread, long number, FdInfo info) {
    FdTable table = thread.fdTable();
    context.fd = table == null ? null : table.put(number, info);
    if (table != null) {
      thread.lastEventFd = number;
      context.fdNumber = number;
    }
  }

  /** {@code path} as a thread in {@code directory} means it; a copy. */
  ByteSlice join(ByteSlice directory, ByteSlice path) {
    return paths.join(directory, path.array(), path.offset(), path.length(), cwdScratch).copy();
  }

  /** Changes the working directory of the thread's process. */
  void changeDirectory(ThreadInfo thread, ByteSlice path) {
    ThreadInfo main = thread.mainThread();
    if (main != null) {
      main.setCwd(slashed(join(thread.ownCwd(), path)));
    }
  }

  static ByteSlice slashed(ByteSlice path) {
    if (!path.isEmpty() && path.at(path.length() - 1) == '/') {
      return path;
    }
    byte[] out = java.util.Arrays.copyOf(path.toByteArray(), path.length() + 1);
    out[path.length()] = '/';
    return ByteSlice.of(out);
  }

  /** The thread's own enter event, if the current exit event belongs to it. */
  @Nullable StoredEvent enterEvent(ThreadInfo thread) {
    StoredEvent stored = thread.stored;
    if (stored == null || stored.type() < 0 || !thread.lastEventValid) {
      return null;
    }
    boolean own = stored.type() == event.type() - 1;
    boolean execveAt =
        traits.name[event.type()].equals("execve") && traits.name[stored.type()].equals("execveat");
    if (!own && !execveAt) {
      thread.lastEventValid = false;
      return null;
    }
    return stored;
  }
}
