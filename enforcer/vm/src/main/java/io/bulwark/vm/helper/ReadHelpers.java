package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.HelperTable;

/**
 * Reads through pointers that may lead nowhere: the target is zeroed then, and the result is
 * -EFAULT or -ERANGE. Recorded user memory and kernel objects lie in the same memory.
 */
final class ReadHelpers {
  /** Where user memory ends on x86-64. */
  private static final long USER_END = 1L << 47;

  private final Arguments arguments;
  private final Memory memory;

  private ReadHelpers(Arguments arguments) {
    this.arguments = arguments;
    memory = arguments.memory();
  }

  static void add(HelperTable.Builder table, Arguments arguments) {
    ReadHelpers helpers = new ReadHelpers(arguments);
    table
        .add(4, (_, to, size, from, _, _) -> helpers.read("probe_read", to, size, from))
        .add(45, (_, to, size, from, _, _) -> helpers.string("probe_read_str", to, size, from))
        .add(112, (_, to, size, from, _, _) -> helpers.read("probe_read_user", to, size, from))
        .add(113, (_, to, size, from, _, _) -> helpers.read("probe_read_kernel", to, size, from))
        .add(
            114, (_, to, size, from, _, _) -> helpers.string("probe_read_user_str", to, size, from))
        .add(
            115,
            (_, to, size, from, _, _) -> helpers.string("probe_read_kernel_str", to, size, from))
        .add(148, (_, to, size, from, _, _) -> helpers.read("copy_from_user", to, size, from))
        .add(191, (_, to, size, from, _, flags) -> helpers.readFrom(to, size, from, flags));
  }

  private long read(String function, long to, long size, long from) {
    int length = arguments.writable(function, to, size);
    if (!memory.cells().canRead(from, length)) {
      memory.fill(to, length, (byte) 0);
      return unreadable(function, from);
    }
    memory.copy(from, to, length);
    return 0;
  }

  /** Reads of kernel memory refuse addresses of user memory, null among them, before they try. */
  private static long unreadable(String function, long from) {
    boolean ofKernel = function.startsWith("probe_read_kernel");
    return ofKernel && Long.compareUnsigned(from, USER_END) < 0 ? -Errno.ERANGE : -Errno.EFAULT;
  }

  private long readFrom(long to, long size, long from, long flags) {
    return flags != 0 ? -Errno.EINVAL : read("copy_from_user_task", to, size, from);
  }

  /** Copies up to a NUL, which is always written; the bytes written, the NUL included. */
  private long string(String function, long to, long size, long from) {
    int length = arguments.writable(function, to, size);
    Cells cells = memory.cells();
    for (int at = 0; at < length; at++) {
      if (!cells.canRead(from + at, 1)) {
        memory.fill(to, length, (byte) 0);
        return unreadable(function, from);
      }
      byte next = memory.getByte(from + at);
      memory.putByte(to + at, at == length - 1 ? 0 : next);
      if (next == 0) {
        return at + 1L;
      }
    }
    return length;
  }
}
