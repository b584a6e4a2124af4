package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.HelperTable;
import java.util.function.IntSupplier;

/** Who makes the call, when, and where. */
final class TaskHelpers {
  /** Bytes of a task's name, its NUL included. */
  private static final int COMM_SIZE = 16;

  private final Environment environment;
  private final Arguments arguments;

  private TaskHelpers(Environment environment, Arguments arguments) {
    this.environment = environment;
    this.arguments = arguments;
  }

  static void add(HelperTable.Builder table, Environment environment, Arguments arguments) {
    TaskHelpers helpers = new TaskHelpers(environment, arguments);
    TaskContext task = environment.task();
    Clock clock = environment.clock();
    IntSupplier random = environment.random();
    table
        .add(5, (_, _, _, _, _, _) -> clock.monotonicNanos())
        .add(7, (_, _, _, _, _, _) -> random.getAsInt() & 0xffff_ffffL)
        .add(8, (_, _, _, _, _, _) -> environment.maps().cpu())
        .add(14, (_, _, _, _, _, _) -> task.pidTgid())
        .add(15, (_, _, _, _, _, _) -> task.uidGid())
        .add(16, (_, buffer, size, _, _, _) -> helpers.comm(buffer, size))
        .add(35, (_, _, _, _, _, _) -> task.task())
        .add(80, (_, _, _, _, _, _) -> task.cgroupId())
        .add(120, (_, dev, ino, data, size, _) -> helpers.namespace(dev, ino, data, size))
        .add(123, (_, level, _, _, _, _) -> task.ancestorCgroupId((int) level))
        .add(125, (_, _, _, _, _, _) -> clock.bootNanos())
        .add(158, (_, _, _, _, _, _) -> task.task())
        .add(160, (_, _, _, _, _, _) -> clock.monotonicNanos());
  }

  /** Copies the name and fills the rest with zeros; the last byte is always 0. */
  private long comm(long buffer, long size) {
    int length = arguments.writable("get_current_comm", buffer, size);
    if (length == 0) {
      throw Arguments.bad("get_current_comm", "size 0");
    }
    byte[] name = environment.task().comm();
    int used = 0;
    while (used < Math.min(name.length, Math.min(length, COMM_SIZE) - 1) && name[used] != 0) {
      used++;
    }
    Memory memory = arguments.memory();
    memory.fill(buffer, length, (byte) 0);
    memory.copyIn(buffer, name, 0, used);
    return 0;
  }

  /** {@code struct bpf_pidns_info}: thread id, process id. */
  private long namespace(long device, long inode, long data, long size) {
    int length = arguments.writable("get_ns_current_pid_tgid", data, size);
    Memory memory = arguments.memory();
    TaskContext task = environment.task();
    boolean same =
        length == 8 && task.pidNamespaceDevice() == device && task.pidNamespaceInode() == inode;
    if (!same) {
      memory.fill(data, length, (byte) 0);
      return -Errno.EINVAL;
    }
    memory.putInt(data, (int) task.namespacePidTgid());
    memory.putInt(data + 4, (int) (task.namespacePidTgid() >>> 32));
    return 0;
  }
}
