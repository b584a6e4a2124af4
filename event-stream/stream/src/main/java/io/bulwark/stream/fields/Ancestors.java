package io.bulwark.stream.fields;

import io.bulwark.stream.state.ThreadInfo;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks from a process to its parents. One per reader: it keeps the result of the last walk.
 *
 * <p>Two walks differ on purpose: the n-th ancestor goes through main threads, "all ancestors"
 * through the parent thread ids as recorded. Loops in recorded parents end the walk.
 */
final class Ancestors {
  /** Set on threads whose ids differ inside and outside their pid namespace. */
  private static final int CHILD_IN_PID_NAMESPACE = 1 << 29;

  private final StateView state;
  private ThreadInfo[] found = new ThreadInfo[16];
  private int count;

  Ancestors(StateView state) {
    this.state = state;
  }

  ThreadInfo get(int index) {
    return found[index];
  }

  /** The ancestor process {@code distance} steps up; 0 is the process itself. */
  @Nullable ThreadInfo process(ThreadInfo thread, int distance) {
    ThreadInfo current = state.main(thread);
    for (int i = 0; i < distance && current != null; i++) {
      ThreadInfo parent = state.thread(current.ptid);
      current = parent == null ? null : state.main(parent);
    }
    return current;
  }

  /** Collects all ancestors of the thread's process, nearest first; -1 if it is not known. */
  int all(ThreadInfo thread) {
    ThreadInfo main = state.main(thread);
    count = 0;
    if (main == null) {
      return -1;
    }
    walk(main, null, 0);
    return count;
  }

  /**
   * The leader of the session or group that {@code id} names: the thread with that id, or else the
   * eldest of the unbroken line of ancestors with the same id.
   *
   * @param virtual whether the id belongs to the thread's pid namespace
   */
  @Nullable ThreadInfo leader(ThreadInfo thread, ToLongFunction<ThreadInfo> id, boolean virtual) {
    long wanted = id.applyAsLong(thread);
    if (wanted == -1) {
      return null;
    }
    if (!virtual || !inPidNamespace(thread)) {
      ThreadInfo direct = state.thread(wanted);
      if (direct != null) {
        return direct;
      }
    }
    count = 0;
    walk(thread, id, wanted);
    return count == 0 ? null : found[count - 1];
  }

  private static boolean inPidNamespace(ThreadInfo thread) {
    return (thread.flags & CHILD_IN_PID_NAMESPACE) != 0
        || (thread.tid != thread.vtid && thread.vtid >= 0);
  }

  /** Climbs parents while {@code id} (if any) equals {@code wanted}; the hare detects loops. */
  private void walk(ThreadInfo from, @Nullable ToLongFunction<ThreadInfo> id, long wanted) {
    ThreadInfo slow = state.thread(from.ptid);
    ThreadInfo fast = parent(slow);
    while (slow != null && slow.tid != -1) {
      if (id != null && id.applyAsLong(slow) != wanted) {
        return;
      }
      add(slow);
      slow = parent(slow);
      for (int i = 0; i < 2; i++) {
        fast = parent(fast);
        if (slow != null && (slow == fast || slow.tid == slow.ptid)) {
          return;
        }
      }
    }
  }

  private @Nullable ThreadInfo parent(@Nullable ThreadInfo thread) {
    return thread == null ? null : state.thread(thread.ptid);
  }

  private void add(ThreadInfo thread) {
    if (count == found.length) {
      found = Arrays.copyOf(found, count * 2);
    }
    found[count++] = thread;
  }
}
