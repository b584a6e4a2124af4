package io.bulwark.vm.helper;

/** The task that makes the call a program decides about, as it was recorded. */
public interface TaskContext {
  /** Process id in the upper half, thread id in the lower. */
  long pidTgid();

  /** Group id in the upper half, user id in the lower. */
  long uidGid();

  /** The name; what follows 15 bytes or a NUL does not count. */
  byte[] comm();

  /** Number of the task's own cgroup in the version 2 hierarchy. */
  long cgroupId();

  /** Number of the cgroup {@code level} steps below the root on the way to it; 0 if it is none. */
  long ancestorCgroupId(int level);

  /** The address of the task's description in the machine's memory; 0 if there is none. */
  long task();

  /** Device of the task's pid namespace. */
  long pidNamespaceDevice();

  /** Inode of the task's pid namespace. */
  long pidNamespaceInode();

  /** Process id in the upper half, thread id in the lower, as the task's own namespace counts. */
  long namespacePidTgid();
}
