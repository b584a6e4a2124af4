package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.HelperTable;

/**
 * Records of a ring buffer whose size is only known at run time, behind a handle of 16 bytes in the
 * program's frame: the record's address, 0 for none, and its size.
 */
final class DynptrHelpers {
  private static final int SIZE = 16;

  private final Arguments arguments;
  private final Memory memory;

  private DynptrHelpers(Arguments arguments) {
    this.arguments = arguments;
    memory = arguments.memory();
  }

  static void add(HelperTable.Builder table, Arguments arguments) {
    DynptrHelpers helpers = new DynptrHelpers(arguments);
    table
        .add(198, (_, map, size, flags, to, _) -> helpers.reserve(map, size, flags, to))
        .add(199, (_, from, _, _, _, _) -> helpers.commit("ringbuf_submit_dynptr", from, false))
        .add(200, (_, from, _, _, _, _) -> helpers.commit("ringbuf_discard_dynptr", from, true))
        .add(201, (_, to, size, from, offset, flags) -> helpers.read(to, size, from, offset, flags))
        .add(
            202, (_, to, offset, from, size, flags) -> helpers.write(to, offset, from, size, flags))
        .add(203, (_, from, offset, size, _, _) -> helpers.data(from, offset, size));
  }

  private long reserve(long handle, long size, long flags, long to) {
    RingBuffer ring = arguments.ring("ringbuf_reserve_dynptr", handle);
    arguments.writable("ringbuf_reserve_dynptr", to, SIZE);
    long length = size & 0xffff_ffffL;
    long record = flags != 0 ? 0 : ring.reserve(length);
    memory.putLong(to, record);
    memory.putLong(to + 8, record == 0 ? 0 : length);
    return flags != 0 || record == 0 ? -Errno.EINVAL : 0;
  }

  private long commit(String function, long from, boolean discard) {
    arguments.writable(function, from, SIZE);
    long record = memory.getLong(from);
    if (record != 0) {
      arguments.ringOf(function, record).commit(record, discard);
    }
    memory.fill(from, SIZE, (byte) 0);
    return 0;
  }

  /** The address of {@code size} bytes at {@code offset}; 0 if there is no record, -1 outside. */
  private long place(String function, long from, long offset, long size) {
    arguments.readable(function, from, SIZE);
    long record = memory.getLong(from);
    long length = memory.getLong(from + 8);
    boolean inside = offset >= 0 && size >= 0 && size <= length && offset <= length - size;
    return record == 0 ? 0 : inside ? record + offset : -1;
  }

  private long read(long to, long size, long from, long offset, long flags) {
    int length = arguments.writable("dynptr_read", to, size);
    long place = place("dynptr_read", from, offset, length);
    if (place <= 0 || flags != 0) {
      return place < 0 ? -Errno.E2BIG : -Errno.EINVAL;
    }
    arguments.readable("dynptr_read", place, length);
    memory.copy(place, to, length);
    return 0;
  }

  private long write(long to, long offset, long from, long size, long flags) {
    int length = arguments.readable("dynptr_write", from, size);
    long place = place("dynptr_write", to, offset, length);
    if (place <= 0 || flags != 0) {
      return place < 0 ? -Errno.E2BIG : -Errno.EINVAL;
    }
    arguments.writable("dynptr_write", place, length);
    memory.copy(from, place, length);
    return 0;
  }

  private long data(long from, long offset, long size) {
    return Math.max(0, place("dynptr_data", from, offset, size));
  }
}
