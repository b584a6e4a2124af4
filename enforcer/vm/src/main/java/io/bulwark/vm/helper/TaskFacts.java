package io.bulwark.vm.helper;

import java.nio.charset.StandardCharsets;

/** A task whose facts are set by the host, again and again for one event after the other. */
public final class TaskFacts implements TaskContext {
  private long pidTgid;
  private long uidGid;
  private byte[] comm = {};
  private long[] cgroups = {1};
  private long task;
  private long namespaceDevice;
  private long namespaceInode;
  private long namespacePidTgid;

  /** All zeros, in the root cgroup, which has number 1. */
  public TaskFacts() {}

  /** Sets process and thread. */
  public TaskFacts ids(int tgid, int pid) {
    pidTgid = pair(tgid, pid);
    return this;
  }

  /** Sets user and group. */
  public TaskFacts user(int uid, int gid) {
    uidGid = pair(gid, uid);
    return this;
  }

  /** Sets the name. */
  public TaskFacts comm(String name) {
    return comm(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets the name; the array is kept, not copied. */
  public TaskFacts comm(byte[] name) {
    comm = name;
    return this;
  }

  /** Sets the cgroups from the root to the task's own; the array is kept, not copied. */
  public TaskFacts cgroups(long... fromRoot) {
    if (fromRoot.length == 0) {
      throw new IllegalArgumentException("every task has a cgroup");
    }
    cgroups = fromRoot;
    return this;
  }

  /** Sets the address of the description. */
  public TaskFacts task(long address) {
    task = address;
    return this;
  }

  /** Sets the pid namespace and the ids in it. */
  public TaskFacts namespace(long device, long inode, int tgid, int pid) {
    namespaceDevice = device;
    namespaceInode = inode;
    namespacePidTgid = pair(tgid, pid);
    return this;
  }

  private static long pair(int high, int low) {
    return (long) high << 32 | low & 0xffff_ffffL;
  }

  @Override
  public long pidTgid() {
    return pidTgid;
  }

  @Override
  public long uidGid() {
    return uidGid;
  }

  @Override
  public byte[] comm() {
    return comm;
  }

  @Override
  public long cgroupId() {
    return cgroups[cgroups.length - 1];
  }

  @Override
  public long ancestorCgroupId(int level) {
    return level >= 0 && level < cgroups.length ? cgroups[level] : 0;
  }

  @Override
  public long task() {
    return task;
  }

  @Override
  public long pidNamespaceDevice() {
    return namespaceDevice;
  }

  @Override
  public long pidNamespaceInode() {
    return namespaceInode;
  }

  @Override
  public long namespacePidTgid() {
    return namespacePidTgid;
  }
}
