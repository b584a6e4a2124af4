package io.bulwark.stream.state;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the stream implies, event by event, and says which events rules may see.
 *
 * <p>Compared with libs 48dfd53 on replay. What an event ends (a closed descriptor, an exited
 * thread) stays until the next event, so that rules on the event itself can still see it.
 */
public final class StateEngine {
  /** Descriptors kept at most, over all processes. */
  private static final int FD_LIMIT = 1 << 20;

  /** The event only feeds the state of a filtered capture. */
  private static final int STATE_ONLY = 1;

  private final EventSchema schema;
  private final EventTraits traits;
  private final EventRecord event;
  private final EventContext context;
  private final Tracked tracked;
  private final ProcessTracker processes;
  private final FileTracker files;
  private final SocketTracker sockets;
  private final IdentityTracker identities;
  private final InitialState initial;
  private long count;
  private long lastTimestamp;
  private String hostname = "";

  public StateEngine(EventSchema schema, EventContext context) {
    this(schema, context, ThreadTable.DEFAULT_LIMIT);
  }

  /**
   * @param threadLimit threads kept at most; further ones are refused and counted
   */
  public StateEngine(EventSchema schema, EventContext context, int threadLimit) {
    this.schema = schema;
    this.context = context;
    event = context.event();
    traits = EventTraits.of(schema);
    tracked = new Tracked(traits, context, new ThreadTable(threadLimit, FD_LIMIT));
    files = new FileTracker(tracked);
    processes = new ProcessTracker(tracked, files);
    sockets = new SocketTracker(tracked);
    identities = new IdentityTracker(tracked);
    initial = new InitialState(tracked, this::setMachine);
  }

  /** Receives the capture's metadata. */
  public InitialState initialState() {
    return initial;
  }

  public ThreadTable threads() {
    return tracked.threads;
  }

  public UserTable users() {
    return tracked.users;
  }

  public NetworkInterfaces interfaces() {
    return tracked.interfaces;
  }

  /** Name of the machine the events come from; empty if unknown. */
  public String hostname() {
    return hostname;
  }

  private void setMachine(String name, long bootTime) {
    hostname = name;
    tracked.bootTime = bootTime;
  }

  /**
   * Takes in the current event of the record.
   *
   * @return whether rules see it
   */
  public boolean process() {
    if (initial.isIncomplete()) {
      initial.complete();
    }
    int type = event.type();
    int bits = traits.bits[type];
    long timestamp = event.timestamp();
    event.setKind((bits & EventTraits.GENERIC) == 0 ? traits.kind[type] : kind(type));
    event.setNumber(++count);
    context.previousTimestamp = lastTimestamp;
    lastTimestamp = timestamp;
    if (context.firstTimestamp == 0 && (bits & EventTraits.META_EVENT) == 0) {
      context.firstTimestamp = timestamp;
    }
    if (tracked.exitedTid >= 0 || tracked.closedFd >= 0) {
      applyDeferred();
    }
    if ((bits & EventTraits.NOT_PASSING) == 0) {
      passing(type, bits, timestamp);
      return (event.flags() & STATE_ONLY) == 0;
    }
    reset(type, bits);
    if ((bits & EventTraits.HAS_HANDLER) != 0) {
      handle(traits.handler[type], type);
    }
    FdInfo fd = context.fd;
    context.fdNameChanged = fd != null && fd.name != fd.oldName && !fd.name.equals(fd.oldName);
    if ((bits & EventTraits.SWITCHES) == 0) {
      finish(type, timestamp);
    }
    return (bits & EventTraits.STORES) == 0 && (event.flags() & STATE_ONLY) == 0;
  }

  /** What the longer way does for an enter event that uses no descriptor and is not handled. */
  private void passing(int type, int bits, long timestamp) {
    long tid = event.tid();
    ThreadInfo thread = tracked.threads.find(tid);
    if ((bits & EventTraits.SKIPS_RESET) == 0) {
      if (thread == null) {
        thread = tracked.threads.findOrMakeUp(tid);
      }
      if (thread != null) {
        thread.flags |= Flags.CL_ACTIVE;
        thread.lastEventFd = -1;
        thread.lastEventType = type;
      }
    }
    if (thread != null) {
      thread.prevEventTs = thread.lastEventTs;
      thread.lastEventTs = timestamp;
    }
    context.thread = thread;
    context.fd = null;
    context.fdNumber = -1;
    context.fdNameChanged = false;
    context.error = 0;
  }

  private int kind(int type) {
    if (event.has(0) && event.length(0) == 2) {
      int kind = schema.kindOfSyscall(event.u16(0));
      return kind < 0 ? traits.kind[type] : kind;
    }
    return traits.kind[type];
  }

  private void applyDeferred() {
    if (tracked.exitedTid >= 0) {
      ThreadInfo exited = tracked.threads.find(tracked.exitedTid);
      tracked.threads.recordExit(
          tracked.exitedTid, exited == null ? -1 : exited.ptid, event.timestamp());
      tracked.threads.remove(tracked.exitedTid);
      tracked.exitedTid = -1;
    }
    if (tracked.closedFd >= 0) {
      ThreadInfo thread = tracked.threads.find(tracked.closedFdTid);
      FdTable table = thread == null ? null : thread.fdTable();
      if (table != null) {
        table.remove(tracked.closedFd);
      }
      tracked.closedFd = -1;
    }
  }

  /** Finds the event's thread and descriptor. */
  private void reset(int type, int bits) {
    context.fd = null;
    context.fdNumber = -1;
    context.error = 0;
    context.thread = null;
    if ((bits & EventTraits.THREADLESS_EVENT) != 0 && (bits & EventTraits.SKIPS_RESET) == 0) {
      return;
    }
    long tid = event.tid();
    ThreadInfo thread = tracked.threads.find(tid);
    if ((bits & EventTraits.SKIPS_RESET) == 0) {
      if (thread == null && (bits & EventTraits.NEVER_MAKES_UP_THREAD) == 0) {
        thread = tracked.threads.findOrMakeUp(tid);
      }
      if (thread != null && (bits & EventTraits.SWITCHES) == 0) {
        resetThread(thread, type, bits);
      }
    }
    context.thread = thread;
  }

  private void resetThread(ThreadInfo thread, int type, int bits) {
    if ((bits & EventTraits.NEVER_MAKES_UP_THREAD) == 0) {
      thread.flags |= Flags.CL_ACTIVE;
    }
    if ((type & 1) == 0) {
      thread.lastEventFd = -1;
      thread.lastEventType = type;
      if ((bits & EventTraits.USES_FD) != 0) {
        thread.lastEventFd = tracked.number(traits.fdParam[type]);
        setFd(thread);
      }
    } else {
      resetExit(thread, type, bits);
    }
  }

  private void resetExit(ThreadInfo thread, int type, int bits) {
    boolean own = type == thread.lastEventType + 1;
    boolean execveAt =
        thread.lastEventType >= 0
            && traits.handler[type] == Handler.EXECVE
            && traits.name[thread.lastEventType].equals("execveat");
    thread.lastEventValid = own || execveAt;
    if (!thread.lastEventValid) {
      thread.lastEventFd = -1;
    }
    if ((bits & EventTraits.HAS_RESULT) != 0) {
      long result = tracked.result();
      context.error = result < 0 ? -result : 0;
    }
    if ((bits & EventTraits.USES_FD) != 0) {
      int param = traits.fdParam[type];
      if (thread.lastEventFd == -1 && param >= 0 && tracked.has(param)) {
        thread.lastEventFd = tracked.number(param);
      }
      setFd(thread);
    }
  }

  private void setFd(ThreadInfo thread) {
    context.fdNumber = thread.lastEventFd;
    context.fd = tracked.fd(thread, thread.lastEventFd);
  }

  private void handle(Handler handler, int type) {
    switch (handler) {
      case NONE -> {}
      case STORE -> store();
      case STORE_IF_NAMED -> {
        if (event.has(0)) {
          store();
        }
      }
      case READ -> sockets.read(type);
      case WRITE -> sockets.write(type);
      case OPEN -> files.open();
      case CREAT -> files.creat();
      case OPENAT -> files.openAt();
      case OPEN_BY_HANDLE -> files.openByHandle();
      case NAMESPACE -> identities.changeNamespace(type);
      case MEMFD -> files.memfd();
      case PIDFD_OPEN -> files.pidfdOpen();
      case PIDFD_GETFD -> files.pidfdGetFd();
      case CLONE -> {
        if (processes.clone(type)) {
          reset(type, traits.bits[type]);
        }
      }
      case EXECVE -> processes.execve();
      case EXIT -> processes.exit();
      case PIPE -> files.pipe();
      case SOCKET -> sockets.socket();
      case BIND -> sockets.bind();
      case CONNECT -> sockets.connect();
      case ACCEPT -> sockets.accept(type);
      case CLOSE -> files.close();
      case CLOSE_RANGE -> files.closeRange();
      case FCNTL -> files.fcntl();
      case EVENTFD -> files.eventFd(type);
      case CHDIR -> files.chdir();
      case FCHDIR -> files.fchdir();
      case DUP -> files.dup(type);
      case NEW_FD -> files.newFd(type);
      case SETRLIMIT -> identities.setLimit();
      case PRLIMIT -> identities.setLimitOfOther();
      case SOCKETPAIR -> sockets.pair();
      case SWITCH -> identities.contextSwitch();
      case MEMORY -> identities.memory();
      case SET_USER -> identities.setUser(type);
      case SET_GROUP -> identities.setGroup(type);
      case CHROOT -> identities.chroot();
      case SETSID -> identities.setSession();
      case CAPSET -> identities.setCapabilities();
      case USER -> identities.user(type);
      case GROUP -> identities.group(type);
      case PRCTL -> identities.prctl();
    }
  }

  private void store() {
    ThreadInfo thread = context.thread;
    if (thread == null) {
      return;
    }
    StoredEvent stored = thread.stored;
    if (stored == null) {
      stored = new StoredEvent();
      thread.stored = stored;
    }
    stored.store(event);
  }

  private void finish(int type, long timestamp) {
    ThreadInfo thread = context.thread;
    if (thread == null) {
      return;
    }
    StoredEvent stored = thread.stored;
    if (stored != null && (type & 1) == 1 && stored.type() >= 0) {
      stored.clear();
      thread.lastEventValid = false;
    }
    thread.prevEventTs = thread.lastEventTs;
    thread.lastEventTs = timestamp;
  }

  /** A descriptor of the thread's process, without touching it; null if unknown or negative. */
  public @Nullable FdInfo findFd(ThreadInfo thread, long number) {
    FdTable table = number < 0 ? null : thread.fdTable();
    return table == null ? null : table.find(number);
  }

  /** A user's entry as the thread's container sees it; null if not in its table. */
  public UserTable.@Nullable User user(ThreadInfo thread, long uid) {
    return tracked.users.user(containerKey(thread), uid);
  }

  /** A group's name as the thread's container sees it; null if not in its table. */
  public @Nullable ByteSlice group(ThreadInfo thread, long gid) {
    return tracked.users.group(containerKey(thread), gid);
  }

  private static ByteSlice containerKey(ThreadInfo thread) {
    return thread.containerId == ContainerIds.HOST ? IdentityTracker.HOST_KEY : thread.containerId;
  }
}
