package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All threads by id, their processes and their ancestry.
 *
 * <p>Bounded: beyond the limit new threads are refused and counted, and their events have no
 * thread. A tid that was never announced gets a placeholder, as nothing can be looked up on replay.
 */
public final class ThreadTable {
  /** Threads kept at most, unless an option says otherwise. */
  public static final int DEFAULT_LIMIT = 1 << 18;

  private static final ByteSlice NOT_AVAILABLE = ByteSlice.of("<NA>");
  private static final int MAX_ANCESTORS = 4096;
  private static final int EXPIRED_CHILDREN = 10;

  private final LongMap<ThreadInfo> threads = new LongMap<>();
  private final LongMap<ThreadGroup> groups = new LongMap<>();
  private final FdTable.Budget fdBudget;
  private final RecentExits exits = new RecentExits();
  private final int limit;
  private long refused;

  ThreadTable(int limit, int fdLimit) {
    this.limit = limit;
    fdBudget = new FdTable.Budget(fdLimit);
  }

  /** Threads known now. */
  public int size() {
    return threads.size();
  }

  /** Threads that were refused because the table was full. */
  public long refusedThreads() {
    return refused;
  }

  /** Descriptors that were refused because all tables together were full. */
  public long refusedDescriptors() {
    return fdBudget.refused();
  }

  /** The thread, or null; never makes one up. */
  public @Nullable ThreadInfo find(long tid) {
    return threads.get(tid);
  }

  /** The thread, or a new placeholder; null only if the table is full. */
  @Nullable ThreadInfo findOrMakeUp(long tid) {
    ThreadInfo found = threads.get(tid);
    if (found != null) {
      return found;
    }
    ThreadInfo placeholder = new ThreadInfo();
    placeholder.tid = tid;
    placeholder.comm = NOT_AVAILABLE;
    placeholder.exe = NOT_AVAILABLE;
    placeholder.unknown = true;
    return add(placeholder, true);
  }

  /**
   * Adds a thread, replacing one with the same id.
   *
   * @param connect whether to place it in its process and under its parent now
   * @return null if the table is full
   */
  @Nullable ThreadInfo add(ThreadInfo thread, boolean connect) {
    ThreadInfo old = threads.get(thread.tid);
    if (old == null && threads.size() >= limit) {
      refused++;
      return null;
    }
    if (thread.fds == null) {
      thread.fds = new FdTable(fdBudget);
    }
    if (connect) {
      connect(thread);
    }
    if (old != null) {
      drop(old);
    }
    threads.put(thread.tid, thread);
    return thread;
  }

  /** An empty descriptor table that counts against the common limit. */
  FdTable newFdTable() {
    return new FdTable(fdBudget);
  }

  void forEach(Consumer<ThreadInfo> action) {
    threads.forEach(action);
  }

  void clear() {
    threads.forEach(this::drop);
    threads.clear();
    groups.clear();
  }

  /** Places a thread in its process and under its parent. */
  void connect(ThreadInfo thread) {
    if (thread.isInvalid() || thread.group != null) {
      return;
    }
    boolean reaper = thread.pid == 1 || thread.vpid == 1;
    ThreadGroup group = groups.get(thread.pid);
    if (group == null) {
      group = new ThreadGroup(thread.pid, reaper, thread);
      groups.put(thread.pid, group);
    } else {
      group.add(thread, thread.isMainThread());
    }
    thread.group = group;
    if (thread.pid == 1) {
      return;
    }
    ThreadInfo parent = threads.get(thread.ptid);
    if (parent == null || parent.isInvalid()) {
      thread.ptid = 0;
    } else {
      addChild(parent, thread);
    }
  }

  private static void addChild(ThreadInfo parent, ThreadInfo child) {
    parent.children.add(child);
    child.ptid = parent.tid;
    parent.liveChildren++;
  }

  /** Remembers an exit for a while: a clone may be reported after it. */
  void recordExit(long tid, long ptid, long timestamp) {
    exits.record(tid, ptid, timestamp);
  }

  boolean exitedRecently(long tid, long ptid, long timestamp) {
    return exits.contains(tid, ptid, timestamp);
  }

  void remove(long tid) {
    ThreadInfo thread = threads.get(tid);
    if (thread == null) {
      return;
    }
    ThreadGroup group = thread.group;
    if (thread.isInvalid() || group == null) {
      forgetChild(thread.ptid);
      take(thread);
      return;
    }
    if (!thread.isDead()) {
      group.oneLess();
      thread.flags |= Flags.CL_CLOSED;
    }
    if (!thread.children.isEmpty()) {
      reparentChildren(thread);
    }
    boolean main = thread.isMainThread();
    if (group.aliveCount() == 0) {
      forgetChild(thread.ptid);
      groups.remove(thread.pid);
      ThreadInfo leader = threads.get(thread.pid);
      if (leader != null) {
        take(leader);
      }
    }
    if (!main) {
      forgetChild(thread.ptid);
      take(thread);
    }
  }

  private void reparentChildren(ThreadInfo thread) {
    ThreadInfo reaper = thread.reaperTid > 0 ? findOrMakeUp(thread.reaperTid) : null;
    if (reaper == null || reaper.isInvalid()) {
      reaper = findReaper(thread);
    }
    if (reaper != null) {
      thread.reaperTid = reaper.tid;
      if (reaper.pid != thread.pid && reaper.group != null) {
        reaper.group.reaper = true;
      }
    }
    List<ThreadInfo> children = List.copyOf(thread.children);
    thread.children.clear();
    thread.liveChildren = 0;
    for (int i = children.size() - 1; i >= 0; i--) {
      ThreadInfo child = children.get(i);
      if (child.removed) {
        continue;
      }
      if (reaper == null || reaper == thread) {
        child.ptid = 0;
      } else {
        addChild(reaper, child);
      }
    }
  }

  /** Who inherits orphans, as the kernel's find_new_reaper decides it. */
  private @Nullable ThreadInfo findReaper(ThreadInfo thread) {
    ThreadInfo sibling = thread.group == null ? null : aliveThread(thread.group, thread);
    if (sibling != null) {
      return sibling;
    }
    ThreadInfo parent = threads.get(thread.ptid);
    for (int i = 0; parent != null && i < MAX_ANCESTORS && parent != thread; i++) {
      if (parent.isInPidNamespace() != thread.isInPidNamespace()) {
        return null;
      }
      if (parent.group != null && parent.group.reaper) {
        ThreadInfo alive = aliveThread(parent.group, null);
        if (alive != null) {
          return alive;
        }
      }
      parent = parent.ptid == parent.tid ? null : threads.get(parent.ptid);
    }
    return null;
  }

  private static @Nullable ThreadInfo aliveThread(ThreadGroup group, @Nullable ThreadInfo except) {
    if (group.aliveCount() <= 0) {
      return null;
    }
    for (ThreadInfo thread : group.threads()) {
      if (!thread.removed && !thread.isDead() && thread != except) {
        return thread;
      }
    }
    return null;
  }

  private void forgetChild(long ptid) {
    ThreadInfo parent = threads.get(ptid);
    if (parent == null) {
      return;
    }
    parent.liveChildren--;
    if (parent.children.size() - parent.liveChildren >= EXPIRED_CHILDREN) {
      parent.children.removeIf(child -> child.removed);
    }
  }

  private void take(ThreadInfo thread) {
    threads.remove(thread.tid);
    drop(thread);
  }

  private void drop(ThreadInfo thread) {
    thread.removed = true;
    if (thread.fds != null) {
      thread.fds.clear();
    }
  }

  /**
   * The process {@code n} levels up: 0 is the process itself, 1 its parent; each step goes through
   * the main thread. Null past the root or where a main thread is not known.
   */
  public @Nullable ThreadInfo ancestor(ThreadInfo thread, int n) {
    ThreadInfo main = thread.mainThread();
    for (int i = 0; i < n && main != null; i++) {
      ThreadInfo parent = threads.get(main.ptid);
      main = parent == null ? null : parent.mainThread();
    }
    return main;
  }
}
