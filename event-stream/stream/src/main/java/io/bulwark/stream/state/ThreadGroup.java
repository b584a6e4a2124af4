package io.bulwark.stream.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one process: the main thread first, if it is known. */
final class ThreadGroup {
  final long pid;
  private final List<ThreadInfo> threads = new ArrayList<>(1);
  private int alive;
  boolean reaper;

  ThreadGroup(long pid, boolean reaper, ThreadInfo first) {
    this.pid = pid;
    this.reaper = reaper;
    threads.add(first);
    alive = 1;
  }

  void add(ThreadInfo thread, boolean main) {
    if (main) {
      threads.addFirst(thread);
    } else {
      threads.add(thread);
    }
    alive++;
  }

  int aliveCount() {
    return alive;
  }

  void oneMore() {
    alive++;
  }

  void oneLess() {
    alive--;
    threads.removeIf(t -> t.removed);
  }

  /** The first thread of the list; null if it has left the table. */
  @Nullable ThreadInfo first() {
    ThreadInfo first = threads.isEmpty() ? null : threads.getFirst();
    return first == null || first.removed ? null : first;
  }

  /** A copy: callers may remove threads while they walk it. */
  List<ThreadInfo> threads() {
    return List.copyOf(threads);
  }
}
