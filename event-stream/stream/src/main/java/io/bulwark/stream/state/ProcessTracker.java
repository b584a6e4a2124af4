package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.LittleEndian;

/**
 * Births, images and deaths of processes. Parameter indices are those of the current clone (21
 * parameters) and execve (31 parameters) exit events.
 */
final class ProcessTracker {
  private static final long STALE_NS = 2_000_000_000L;
  private static final ByteSlice NOT_AVAILABLE = ByteSlice.of("<NA>");

  private static final int EXE = 1;
  private static final int ARGS = 2;
  private static final int PID = 4;
  private static final int PTID = 5;
  private static final int FD_LIMIT = 7;
  private static final int FAULTS_MAJOR = 8;
  private static final int COMM = 13;
  private static final int CGROUPS = 14;

  private final Tracked tracked;
  private final FileTracker files;

  ProcessTracker(Tracked tracked, FileTracker files) {
    this.tracked = tracked;
    this.files = files;
  }

  /** A clone, fork or vfork returned; true if the event's thread has to be looked up again. */
  boolean clone(int type) {
    long result = tracked.result();
    if (result == 0) {
      return cloneInChild();
    }
    if (result > 0) {
      cloneInCaller(type, result);
    }
    return false;
  }

  private void cloneInCaller(int type, long childTid) {
    long callerTid = tracked.event.tid();
    ThreadInfo caller = tracked.threads.findOrMakeUp(callerTid);
    tracked.context.thread = caller;
    if (caller == null) {
      return;
    }
    boolean validCaller = !caller.isInvalid();
    if (!validCaller) {
      caller.pid = tracked.number(PID);
      caller.ptid = tracked.number(PTID);
      caller.vtid = tracked.has(19) ? tracked.number(18) : callerTid;
      caller.vpid = tracked.has(19) ? tracked.number(19) : -1;
      tracked.threads.connect(caller);
    }
    setContainer(caller);
    int flags = tracked.bits(15);
    boolean namespaced =
        (flags & (Flags.CL_CHILD_IN_PIDNS | Flags.CL_CLONE_NEWPID | Flags.CL_CLONE_PARENT)) != 0
            || callerTid != caller.vtid;
    boolean vfork =
        (flags & Flags.CL_CLONE_VFORK) != 0 || "vfork".equals(tracked.traits.name[type]);
    if (namespaced
        || vfork
        || tracked.threads.exitedRecently(childTid, callerTid, tracked.event.timestamp())) {
      return;
    }
    ThreadInfo existing = tracked.threads.find(childTid);
    if (existing != null) {
      if ((existing.flags & Flags.CL_CLONE_INVERTED) != 0) {
        return;
      }
      tracked.threads.remove(childTid);
    }
    addChildOfCaller(caller, validCaller, childTid, flags);
  }

  private void addChildOfCaller(ThreadInfo caller, boolean validCaller, long tid, int flags) {
    ThreadInfo child = new ThreadInfo();
    child.tid = tid;
    child.flags = flags;
    child.fds = tracked.threads.newFdTable();
    if ((flags & Flags.CL_CLONE_THREAD) == 0) {
      if (validCaller) {
        copyProcessState(caller, child);
      }
      child.pid = tid;
      child.ptid = caller.tid;
    } else {
      child.pid = caller.pid;
      child.ptid = caller.ptid;
      child.flags |= Flags.CL_CLONE_FILES;
      child.lastExecTs = caller.lastExecTs;
    }
    child.vtid = child.tid;
    child.vpid = child.pid;
    readImage(child);
    readResources(child);
    child.uid = tracked.unsigned32(16);
    child.gid = tracked.unsigned32(17);
    noteRoot(child);
    if (tracked.has(CGROUPS)) {
      child.cgroups = tracked.texts(CGROUPS);
    }
    child.cloneTs = tracked.event.timestamp();
    child.pidnsInitStartTs = tracked.bootTime;
    if (validCaller) {
      copyImage(caller, child);
    }
    child.containerId = ContainerIds.HOST;
    tracked.threads.add(child, true);
  }

  private boolean cloneInChild() {
    long tid = tracked.event.tid();
    ThreadInfo known = tracked.thread();
    boolean collision = false;
    if (known != null && known.cloneTs != 0) {
      // Unsigned as upstream: a child's event from before its parent's begins the thread anew.
      long age = tracked.event.timestamp() - known.cloneTs;
      if (Long.compareUnsigned(age, STALE_NS) < 0) {
        setContainer(known);
        return false;
      }
      tracked.threads.remove(tid);
      collision = true;
      tracked.context.thread = null;
    }
    ThreadInfo child = new ThreadInfo();
    child.tid = tid;
    child.pid = tracked.number(PID);
    child.ptid = tracked.number(PTID);
    child.vtid = tracked.has(19) ? tracked.number(18) : tid;
    child.vpid = tracked.has(19) ? tracked.number(19) : -1;
    child.flags = tracked.bits(15) | Flags.CL_CLONE_INVERTED;
    child.fds = tracked.threads.newFdTable();
    boolean leader = (child.flags & Flags.CL_CLONE_THREAD) == 0;
    if (!leader) {
      child.flags |= Flags.CL_CLONE_FILES;
    }
    ThreadInfo model = tracked.threads.findOrMakeUp(leader ? child.ptid : child.pid);
    if (model == null) {
      tracked.context.thread = null;
      return false;
    }
    boolean validModel = !model.isInvalid();
    if (!validModel && !leader) {
      model.pid = child.pid;
      model.ptid = child.ptid;
      model.vpid = child.vpid;
      model.vtid = model.vpid;
      tracked.threads.connect(model);
    }
    readImage(child);
    if (validModel) {
      copyImage(model, child);
      if (leader) {
        copyProcessState(model, child);
      } else {
        child.lastExecTs = model.lastExecTs;
      }
    } else if (!leader) {
      model.exe = child.exe;
      model.comm = child.comm;
      model.setArgs(child.args());
    }
    readResources(child);
    child.uid = tracked.unsigned32(16);
    child.gid = tracked.unsigned32(17);
    noteRoot(child);
    if (tracked.has(CGROUPS)) {
      child.cgroups = tracked.texts(CGROUPS);
    }
    child.cloneTs = tracked.event.timestamp();
    boolean namespaced =
        (child.flags & (Flags.CL_CHILD_IN_PIDNS | Flags.CL_CLONE_NEWPID)) != 0
            || child.tid != child.vtid;
    if (!namespaced) {
      child.pidnsInitStartTs = tracked.bootTime;
    } else if (tracked.has(20)) {
      child.pidnsInitStartTs = tracked.number(20) + tracked.bootTime;
    }
    setContainer(child);
    tracked.context.thread = tracked.threads.add(child, true);
    return collision;
  }

  private void readImage(ThreadInfo child) {
    child.exe = tracked.text(EXE);
    child.comm = tracked.has(COMM) ? tracked.text(COMM) : child.exe;
    child.setArgs(tracked.texts(ARGS));
  }

  private void readResources(ThreadInfo thread) {
    thread.fdLimit = tracked.number(FD_LIMIT);
    if (tracked.has(FAULTS_MAJOR + 4)) {
      thread.pfMajor = tracked.number(FAULTS_MAJOR);
      thread.pfMinor = tracked.number(FAULTS_MAJOR + 1);
      thread.vmSizeKb = tracked.unsigned32(FAULTS_MAJOR + 2);
      thread.vmRssKb = tracked.unsigned32(FAULTS_MAJOR + 3);
      thread.vmSwapKb = tracked.unsigned32(FAULTS_MAJOR + 4);
    }
  }

  /** What a new process shares with the one it came from. */
  private static void copyProcessState(ThreadInfo from, ThreadInfo to) {
    FdTable table = from.fdTable();
    if (table != null && to.fds != null) {
      to.fds.copyFrom(table);
    }
    to.setCwd(from.cwd());
    to.env = from.env;
  }

  private static void copyImage(ThreadInfo from, ThreadInfo to) {
    to.exePath = from.exePath;
    to.exeWritable = from.exeWritable;
    to.exeUpperLayer = from.exeUpperLayer;
    to.exeLowerLayer = from.exeLowerLayer;
    to.exeFromMemfd = from.exeFromMemfd;
    to.root = from.root;
    to.sid = from.sid;
    to.vpgid = from.vpgid;
    to.pgid = from.pgid;
    to.tty = from.tty;
    to.loginUid = from.loginUid;
    to.capPermitted = from.capPermitted;
    to.capInheritable = from.capInheritable;
    to.capEffective = from.capEffective;
    to.exeIno = from.exeIno;
    to.exeInoCtime = from.exeInoCtime;
    to.exeInoMtime = from.exeInoMtime;
    to.exeInoCtimeDurationCloneTs = from.exeInoCtimeDurationCloneTs;
  }

  private void setContainer(ThreadInfo thread) {
    thread.containerId = tracked.containers.find(thread.cgroups);
  }

  private void noteRoot(ThreadInfo thread) {
    tracked.users.addRootIfUsed(thread.uid, thread.gid);
  }

  void execve() {
    ThreadInfo thread = tracked.thread();
    if (thread == null || tracked.failed()) {
      return;
    }
    if (thread.isDead()) {
      thread.flags &= ~Flags.CL_CLOSED;
      if (thread.group != null) {
        thread.group.oneMore();
      }
    }
    thread.lastExecTs = tracked.event.timestamp();
    readImage(thread);
    thread.pid = tracked.number(PID);
    if (thread.isInvalid()) {
      thread.ptid = tracked.number(PTID);
      if ((thread.flags & Flags.CL_CHILD_IN_PIDNS) == 0) {
        thread.vtid = thread.tid;
        thread.vpid = thread.pid;
      }
      tracked.threads.connect(thread);
    }
    readResources(thread);
    if (tracked.has(15)) {
      thread.env = tracked.texts(15);
    }
    if (tracked.has(CGROUPS)) {
      thread.cgroups = tracked.texts(CGROUPS);
    }
    if (tracked.has(16)) {
      thread.tty = tracked.unsigned32(16);
    }
    readPath(thread);
    readCredentials(thread);
    setContainer(thread);
    noteRoot(thread);
    FdTable table = thread.fdTable();
    if (table != null) {
      table.removeIf(FdInfo::closesOnExec);
    }
    int kept =
        thread.flags
            & (Flags.CL_PIPE_SRC
                | Flags.CL_PIPE_DST
                | Flags.CL_IS_MAIN_THREAD
                | Flags.CL_CLONE_INVERTED);
    thread.flags = kept | Flags.CL_ACTIVE | Flags.CL_NAME_CHANGED;
    removeOtherThreads(thread);
  }

  private void readPath(ThreadInfo thread) {
    if (tracked.has(27)) {
      thread.setExePath(tracked.text(27));
      return;
    }
    StoredEvent enter = tracked.enterEvent(thread);
    if (enter == null) {
      return;
    }
    boolean at = tracked.traits.name[enter.type()].equals("execveat");
    thread.setExePath(at ? pathAt(thread, enter) : path(thread, enter));
  }

  private ByteSlice path(ThreadInfo thread, StoredEvent enter) {
    ByteSlice name = tracked.text(enter.data(), enter.offset(0), enter.length(0));
    return Tracked.isNotAvailable(name) ? NOT_AVAILABLE : tracked.join(thread.cwd(), name);
  }

  private ByteSlice pathAt(ThreadInfo thread, StoredEvent enter) {
    if (enter.length(0) != 8 || enter.length(2) != 4) {
      return NOT_AVAILABLE;
    }
    long fd = LittleEndian.i64(enter.data(), enter.offset(0));
    boolean emptyPath =
        (LittleEndian.i32(enter.data(), enter.offset(2)) & Flags.AT_EMPTY_PATH) != 0;
    ByteSlice name = tracked.text(enter.data(), enter.offset(1), enter.length(1)).copy();
    ByteSlice base = files.directory(thread, name, fd);
    if (FileTracker.isUnknown(base) || (!emptyPath && Tracked.isNotAvailable(name))) {
      return NOT_AVAILABLE;
    }
    return emptyPath ? tracked.join(new ByteSlice(), base) : tracked.join(base, name);
  }

  private void readCredentials(ThreadInfo thread) {
    if (tracked.has(17)) {
      thread.vpgid = tracked.number(17);
    }
    if (tracked.has(18)) {
      thread.loginUid = tracked.unsigned32(18);
    }
    if (tracked.has(19)) {
      int flags = tracked.bits(19);
      thread.exeWritable = (flags & Flags.EXE_WRITABLE) != 0;
      thread.exeUpperLayer = (flags & Flags.EXE_UPPER_LAYER) != 0;
      thread.exeFromMemfd = (flags & Flags.EXE_FROM_MEMFD) != 0;
      thread.exeLowerLayer = (flags & Flags.EXE_LOWER_LAYER) != 0;
    }
    if (tracked.has(22)) {
      thread.capInheritable = tracked.number(20);
      thread.capPermitted = tracked.number(21);
      thread.capEffective = tracked.number(22);
    }
    if (tracked.has(25)) {
      readInode(thread);
    }
    if (tracked.has(26)) {
      thread.uid = tracked.unsigned32(26);
    }
    thread.pgid = tracked.has(28) ? tracked.number(28) : -1;
    if (tracked.has(29)) {
      thread.gid = tracked.unsigned32(29);
    }
  }

  private void readInode(ThreadInfo thread) {
    thread.exeIno = tracked.number(23);
    thread.exeInoCtime = tracked.number(24);
    thread.exeInoMtime = tracked.number(25);
    if (thread.cloneTs != 0) {
      thread.exeInoCtimeDurationCloneTs = thread.cloneTs - thread.exeInoCtime;
    }
    if (thread.pidnsInitStartTs != 0
        && Long.compareUnsigned(thread.exeInoCtime, thread.pidnsInitStartTs) > 0) {
      thread.exeInoCtimeDurationPidnsStart = thread.exeInoCtime - thread.pidnsInitStartTs;
    }
  }

  /** A new image ends all other threads of its process. */
  private void removeOtherThreads(ThreadInfo thread) {
    ThreadGroup group = thread.group;
    if (group == null || group.aliveCount() <= 1) {
      return;
    }
    for (ThreadInfo other : group.threads()) {
      if (!other.removed && !other.isMainThread() && other.tid != thread.tid) {
        tracked.threads.remove(other.tid);
      }
    }
  }

  void exit() {
    ThreadInfo thread = tracked.thread();
    if (thread == null) {
      return;
    }
    if (thread.group != null && !thread.isDead()) {
      thread.group.oneLess();
    }
    thread.flags |= Flags.CL_CLOSED;
    tracked.exitedTid = thread.tid;
    if (!thread.children.isEmpty()) {
      thread.reaperTid = tracked.has(4) ? tracked.number(4) : -1;
    }
  }
}
