package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread and what is known of its process. Mutable state of the stream; field readers only read
 * it. Texts are immutable once set (a change replaces the slice), so readers may hand them out.
 */
public final class ThreadInfo {
  /** The loginuid and uid of nobody in particular: all ones. */
  public static final long NO_ID = 0xffff_ffffL;

  private static final ByteSlice EMPTY = new ByteSlice();
  private static final ByteSlice CWD_UNKNOWN = ByteSlice.of("./");
  private static final ByteSlice[] NO_TEXTS = {};
  private static final byte[] DELETED =
      " (deleted)".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  public long tid = -1;
  public long pid = -1;
  public long ptid = -1;
  public long reaperTid = -1;
  public long sid = -1;
  public long vtid = -1;
  public long vpid = -1;
  public long vpgid = -1;
  public long pgid = -1;
  public ByteSlice comm = EMPTY;
  public ByteSlice exe = EMPTY;
  public ByteSlice exePath = EMPTY;
  public boolean exeWritable;
  public boolean exeUpperLayer;
  public boolean exeLowerLayer;
  public boolean exeFromMemfd;

  /** Environment as stored on this thread; see {@link #environment()}. */
  public ByteSlice[] env = NO_TEXTS;

  /** Cgroup memberships as captured, {@code subsystem=path} each. */
  public ByteSlice[] cgroups = NO_TEXTS;

  /** {@code CL_} bits of {@link Flags}. */
  public int flags = Flags.CL_NAME_CHANGED;

  public long fdLimit = -1;
  public long uid = NO_ID;
  public long gid = NO_ID;
  public long loginUid = NO_ID;
  public long capPermitted;
  public long capEffective;
  public long capInheritable;
  public long exeIno;
  public long exeInoCtime;
  public long exeInoMtime;
  public long exeInoCtimeDurationCloneTs;
  public long exeInoCtimeDurationPidnsStart;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long pfMajor;
  public long pfMinor;
  public long pidnsInitStartTs;
  public ByteSlice root = EMPTY;
  public long tty;
  public long cloneTs;
  public long lastExecTs;

  /** Time of the event before the last one of this thread; 0 if none. */
  public long prevEventTs;

  /** Time of the last event of this thread before the current one; 0 if none. */
  public long lastEventTs;

  /** The container's short id, or {@code host}. */
  public ByteSlice containerId = EMPTY;

  /** The container's full id; empty on the host. */
  public ByteSlice containerFullId = EMPTY;

  /** The placeholder for a tid that was never seen. */
  public boolean unknown;

  long lastEventFd;
  int lastEventType = -1;
  boolean lastEventValid;
  boolean removed;
  @Nullable StoredEvent stored;
  @Nullable ThreadGroup group;
  final List<ThreadInfo> children = new ArrayList<>(0);
  int liveChildren;
  @Nullable FdTable fds;

  private ByteSlice cwd = EMPTY;
  private ByteSlice[] args = NO_TEXTS;
  private @Nullable ByteSlice argsText;
  private @Nullable ByteSlice commandLine;
  private @Nullable ByteSlice exeLine;
  private @Nullable ByteSlice envText;
  private ByteSlice[] envTextOf = NO_TEXTS;
  private ByteSlice commandLineComm = EMPTY;
  private ByteSlice exeLineExe = EMPTY;

  /** A thread of which nothing is known yet. */
  public ThreadInfo() {}

  public boolean isMainThread() {
    return tid == pid || (flags & Flags.CL_IS_MAIN_THREAD) != 0;
  }

  /** Whether too little is known to place the thread in the process tree. */
  public boolean isInvalid() {
    return tid < 0 || pid < 0 || ptid < 0;
  }

  public boolean isInPidNamespace() {
    return (flags & Flags.CL_CHILD_IN_PIDNS) != 0 || (tid != vtid && vtid >= 0);
  }

  boolean isDead() {
    return (flags & Flags.CL_CLOSED) != 0;
  }

  /** The main thread of the process: this one, another, or null if it is not known. */
  public @Nullable ThreadInfo mainThread() {
    if (isMainThread()) {
      return this;
    }
    ThreadInfo first = group == null ? null : group.first();
    return first == null || !first.isMainThread() ? null : first;
  }

  /** Live threads of the process; 0 for a placeholder. */
  public int threadCount() {
    return group == null ? 0 : group.aliveCount();
  }

  /** Live threads of the process besides its main thread. */
  public int otherThreadCount() {
    ThreadInfo main = mainThread();
    return main != null && !main.isDead() ? threadCount() - 1 : threadCount();
  }

  /** The process's descriptors; null if they belong to a main thread that is not known. */
  public @Nullable FdTable fdTable() {
    if ((flags & Flags.CL_CLONE_FILES) == 0) {
      return fds;
    }
    ThreadInfo main = mainThread();
    return main == null ? null : main.fds;
  }

  /** Arguments without argv[0]. */
  public ByteSlice[] args() {
    return args;
  }

  public void setArgs(ByteSlice[] args) {
    this.args = args;
    argsText = null;
    commandLine = null;
    exeLine = null;
  }

  /** Arguments joined by blanks. */
  public ByteSlice argsText() {
    ByteSlice text = argsText;
    if (text == null) {
      text = Texts.join(EMPTY, false, args);
      argsText = text;
    }
    return text;
  }

  /** comm and arguments, joined by blanks. */
  public ByteSlice commandLine() {
    ByteSlice text = commandLine;
    if (text == null || commandLineComm != comm) {
      text = Texts.join(comm, true, args);
      commandLine = text;
      commandLineComm = comm;
    }
    return text;
  }

  /** argv[0] and arguments, joined by blanks. */
  public ByteSlice exeLine() {
    ByteSlice text = exeLine;
    if (text == null || exeLineExe != exe) {
      text = Texts.join(exe, true, args);
      exeLine = text;
      exeLineExe = exe;
    }
    return text;
  }

  /** The environment of the process, which its main thread keeps. */
  public ByteSlice[] environment() {
    ThreadInfo main = mainThread();
    return main == null ? env : main.env;
  }

  /** The environment joined by blanks. */
  public ByteSlice environmentText() {
    ByteSlice[] all = environment();
    ByteSlice text = envText;
    if (text == null || envTextOf != all) {
      text = Texts.join(EMPTY, false, all);
      envText = text;
      envTextOf = all;
    }
    return text;
  }

  /**
   * Working directory of the process, ending in a slash; {@code ./} if its main thread is unknown.
   */
  public ByteSlice cwd() {
    ThreadInfo main = mainThread();
    return main == null ? CWD_UNKNOWN : main.cwd;
  }

  /** The directory as stored on this thread. */
  ByteSlice ownCwd() {
    return cwd;
  }

  public void setCwd(ByteSlice path) {
    cwd = path;
  }

  /** Sets the path of the executable, without the kernel's mark of a deleted file. */
  public void setExePath(ByteSlice path) {
    exePath =
        path.length() > DELETED.length && path.endsWith(DELETED)
            ? new ByteSlice(path.array(), path.offset(), path.length() - DELETED.length)
            : path;
  }
}
