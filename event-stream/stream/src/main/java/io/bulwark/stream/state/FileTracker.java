package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.LittleEndian;
import org.jspecify.annotations.Nullable;

/** Descriptors of files and of kernel objects without a peer, and the working directory. */
final class FileTracker {
  private static final ByteSlice HERE = ByteSlice.of(".");
  private static final ByteSlice UNKNOWN = ByteSlice.of("<UNKNOWN>");
  private static final ByteSlice NOT_AVAILABLE = ByteSlice.of("<NA>");
  private static final ByteSlice NOWHERE = new ByteSlice();

  private final Tracked tracked;
  private final NameCache names = new NameCache();

  FileTracker(Tracked tracked) {
    this.tracked = tracked;
  }

  void open() {
    ThreadInfo thread = tracked.thread();
    if (thread == null) {
      return;
    }
    StoredEvent enter = tracked.enterEvent(thread);
    int flags = tracked.bits(2);
    ByteSlice enterName = enterText(enter, 0);
    if (enter != null && enterName != null) {
      flags = i32(enter, 1) | (flags & -Flags.O_F_CREATED);
    }
    ByteSlice name = enterName != null ? enterName : tracked.view(1);
    add(thread, thread.cwd(), name, flags, tracked.has(4) ? 4 : -1);
  }

  void creat() {
    ThreadInfo thread = tracked.thread();
    if (thread == null) {
      return;
    }
    int flags = 0;
    if (tracked.has(5)) {
      int layers = tracked.bits(5);
      flags =
          (layers & Flags.CREAT_UPPER_LAYER) != 0
              ? Flags.FD_UPPER_LAYER
              : (layers & Flags.CREAT_LOWER_LAYER) != 0 ? Flags.FD_LOWER_LAYER : 0;
    }
    StoredEvent enter = tracked.enterEvent(thread);
    ByteSlice enterName = enterText(enter, 0);
    ByteSlice name = enterName != null ? enterName : tracked.view(1);
    add(thread, thread.cwd(), name, flags, tracked.has(3) ? 3 : -1);
  }

  /**
   * openat and openat2: dirfd, name and flags are in the same place, device and inode at the end.
   */
  void openAt() {
    ThreadInfo thread = tracked.thread();
    if (thread == null) {
      return;
    }
    int flags = tracked.bits(3);
    long directory = tracked.number(1);
    boolean hasDirectory = tracked.has(1);
    StoredEvent enter = tracked.enterEvent(thread);
    ByteSlice enterName = enterText(enter, 1);
    if (enter != null && enterName != null) {
      flags = i32(enter, 2) | (flags & -Flags.O_F_CREATED);
      hasDirectory = enter.length(0) == 8;
      directory = hasDirectory ? LittleEndian.i64(enter.data(), enter.offset(0)) : 0;
    }
    ByteSlice name =
        enterName != null ? enterName : tracked.has(2) ? tracked.view(2) : NOT_AVAILABLE;
    ByteSlice base = hasDirectory ? directory(thread, name, directory) : NOWHERE;
    int device = tracked.event.paramCount() - 2;
    add(thread, base, name, flags, tracked.has(device + 1) ? device : -1);
  }

  void openByHandle() {
    ThreadInfo thread = tracked.thread();
    if (thread != null) {
      add(thread, NOWHERE, tracked.view(3), tracked.bits(2), tracked.has(4) ? 4 : -1);
    }
  }

  /**
   * Adds the opened file.
   *
   * @param device index of the device parameter, which the inode follows; -1 if there is none
   */
  private void add(ThreadInfo thread, ByteSlice base, ByteSlice name, int flags, int device) {
    long fd = tracked.result();
    if (fd < 0) {
      return;
    }
    FdInfo info = new FdInfo();
    info.type = (flags & Flags.O_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE_V2;
    info.openFlags = flags;
    if (device >= 0) {
      info.device = tracked.bits(device);
      info.inode = tracked.number(device + 1);
    }
    info.rawName = names.intern(name);
    ByteSlice path =
        tracked.paths.join(base, name.array(), name.offset(), name.length(), new ByteSlice());
    info.name = path.contentEquals(info.rawName) ? info.rawName : names.intern(path);
    info.overlayUpper = (flags & Flags.FD_UPPER_LAYER) != 0;
    info.overlayLower = (flags & Flags.FD_LOWER_LAYER) != 0;
    tracked.addFd(thread, fd, info);
  }

  /** The enter event's text parameter, or null if there is none worth having. */
  private @Nullable ByteSlice enterText(@Nullable StoredEvent enter, int param) {
    if (enter == null || enter.length(param) == 0) {
      return null;
    }
    ByteSlice text = tracked.text(enter.data(), enter.offset(param), enter.length(param));
    return Tracked.isNotAvailable(text) ? null : text;
  }

  private static int i32(StoredEvent enter, int param) {
    return enter.length(param) == 4 ? LittleEndian.i32(enter.data(), enter.offset(param)) : 0;
  }

  /** Where a path relative to {@code directory} starts; {@code .} if the path is absolute. */
  ByteSlice directory(ThreadInfo thread, ByteSlice path, long directory) {
    if (!path.isEmpty() && path.at(0) == '/') {
      return HERE;
    }
    if (directory == Flags.AT_FDCWD) {
      return thread.cwd();
    }
    FdInfo info = tracked.fd(thread, directory);
    if (info == null) {
      return UNKNOWN;
    }
    return info.name.isEmpty() ? info.name : Tracked.slashed(info.name);
  }

  static boolean isUnknown(ByteSlice directory) {
    return directory == UNKNOWN;
  }

  void memfd() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    FdInfo info = new FdInfo();
    info.type = FdType.MEMFD;
    info.name = tracked.text(1);
    info.openFlags = tracked.bits(2);
    tracked.addFd(thread, tracked.result(), info);
  }

  void pidfdOpen() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    FdInfo info = new FdInfo();
    info.type = FdType.PIDFD;
    info.pid = tracked.number(1);
    info.name = ByteSlice.of("/proc/" + info.pid);
    info.openFlags = tracked.bits(2);
    tracked.addFd(thread, tracked.result(), info);
  }

  void pidfdGetFd() {
    ThreadInfo thread = tracked.thread();
    FdInfo pidfd = thread == null ? null : tracked.fd(thread, tracked.number(1));
    if (thread == null || pidfd == null || pidfd.type != FdType.PIDFD || tracked.failed()) {
      return;
    }
    ThreadInfo other = tracked.threads.find(pidfd.pid);
    FdInfo target = other == null ? null : tracked.fd(other, tracked.number(2));
    if (target != null) {
      FdInfo copy = target.copy();
      copy.clearCloseOnExec();
      copy.openFlags |= Flags.O_CLOEXEC;
      tracked.addFd(thread, tracked.result(), copy);
    }
  }

  void pipe() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    int flags = tracked.event.paramCount() > 4 ? tracked.bits(4) : 0;
    for (int end = 1; end <= 2; end++) {
      FdInfo info = new FdInfo();
      info.type = FdType.PIPE;
      info.inode = tracked.number(3);
      info.openFlags = flags;
      tracked.addFd(thread, tracked.number(end), info);
    }
  }

  void eventFd(int type) {
    addAnonymous(FdType.EVENT, "eventfd2".equals(tracked.traits.name[type]) ? tracked.bits(1) : 0);
  }

  void newFd(int type) {
    switch (tracked.traits.name[type]) {
      case "signalfd" -> addAnonymous(FdType.SIGNALFD, 0);
      case "signalfd4" -> addAnonymous(FdType.SIGNALFD, tracked.bits(1));
      case "timerfd_create" -> addAnonymous(FdType.TIMERFD, tracked.bits(2));
      case "inotify_init" -> addAnonymous(FdType.INOTIFY, 0);
      case "inotify_init1" -> addAnonymous(FdType.INOTIFY, tracked.bits(1));
      case "bpf" -> addAnonymous(FdType.BPF, 0);
      case "userfaultfd" -> addAnonymous(FdType.USERFAULTFD, 0);
      case "io_uring_setup" -> addAnonymous(FdType.IO_URING, 0);
      case "epoll_create1" ->
          addAnonymous(
              FdType.EVENTPOLL, (tracked.bits(1) & Flags.EPOLL_CLOEXEC) != 0 ? Flags.O_CLOEXEC : 0);
      default -> addAnonymous(FdType.EVENTPOLL, 0);
    }
  }

  private void addAnonymous(FdType type, int flags) {
    ThreadInfo thread = tracked.thread();
    if (thread != null && !tracked.failed()) {
      FdInfo info = new FdInfo();
      info.type = type;
      info.openFlags = flags;
      tracked.addFd(thread, tracked.result(), info);
    }
  }

  void close() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && tracked.context.fd != null && !tracked.failed()) {
      tracked.closedFd = thread.lastEventFd;
      tracked.closedFdTid = thread.tid;
    }
  }

  void closeRange() {
    ThreadInfo thread = tracked.thread();
    FdTable table = thread == null ? null : thread.fdTable();
    if (table == null || tracked.failed()) {
      return;
    }
    long first = tracked.unsigned32(1);
    long last = tracked.unsigned32(2);
    if ((tracked.bits(3) & Flags.CLOSE_RANGE_CLOEXEC) != 0) {
      table.forEach(info -> {
        if (info.number >= first && info.number <= last) {
          info.openFlags |= Flags.O_CLOEXEC;
        }
      });
    } else {
      table.removeIf(info -> info.number >= first && info.number <= last);
    }
  }

  void dup(int type) {
    ThreadInfo thread = tracked.thread();
    FdInfo old = tracked.context.fd;
    if (thread == null || old == null || tracked.failed()) {
      return;
    }
    long fd = tracked.result();
    if (fd == 0) {
      thread.flags |= Flags.CL_PIPE_DST;
    } else if (fd == 1) {
      thread.flags |= Flags.CL_PIPE_SRC;
    }
    FdInfo copy = old.copy();
    copy.clearCloseOnExec();
    if ("dup3".equals(tracked.traits.name[type])) {
      copy.openFlags |= tracked.bits(3) & Flags.O_CLOEXEC;
    }
    tracked.addFd(thread, fd, copy);
  }

  void fcntl() {
    ThreadInfo thread = tracked.thread();
    FdInfo old = tracked.context.fd;
    if (thread == null || old == null || tracked.failed()) {
      return;
    }
    switch (tracked.bits(2)) {
      case Flags.FCNTL_SETFD -> {
        old.clearCloseOnExec();
        if ((tracked.number(3) & Flags.FD_CLOEXEC) != 0) {
          old.openFlags |= Flags.O_CLOEXEC;
        }
      }
      case Flags.FCNTL_DUPFD -> duplicate(thread, old, 0);
      case Flags.FCNTL_DUPFD_CLOEXEC -> duplicate(thread, old, Flags.O_CLOEXEC);
      default -> {}
    }
  }

  private void duplicate(ThreadInfo thread, FdInfo old, int flags) {
    FdInfo copy = old.copy();
    copy.clearCloseOnExec();
    copy.openFlags |= flags;
    tracked.addFd(thread, tracked.result(), copy);
  }

  /** chdir, and getcwd, which tells the same. */
  void chdir() {
    ThreadInfo thread = tracked.thread();
    if (thread != null && !tracked.failed()) {
      tracked.changeDirectory(thread, tracked.text(1));
    }
  }

  void fchdir() {
    ThreadInfo thread = tracked.thread();
    FdInfo info = tracked.context.fd;
    if (thread != null && info != null && !tracked.failed()) {
      tracked.changeDirectory(thread, info.name);
    }
  }
}
