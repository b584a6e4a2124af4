package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.run.HelperTable;

/** Events for the host through ring buffers. */
final class RingHelpers {
  /** Flags that say whether to wake the reader, who needs no waking here. */
  private static final long WAKEUP_FLAGS = 3;

  private final Arguments arguments;

  private RingHelpers(Arguments arguments) {
    this.arguments = arguments;
  }

  static void add(HelperTable.Builder table, Arguments arguments) {
    RingHelpers helpers = new RingHelpers(arguments);
    table
        .add(130, (_, map, data, size, flags, _) -> helpers.output(map, data, size, flags))
        .add(131, (_, map, size, flags, _, _) -> helpers.reserve(map, size, flags))
        .add(132, (_, record, _, _, _, _) -> helpers.commit("ringbuf_submit", record, false))
        .add(133, (_, record, _, _, _, _) -> helpers.commit("ringbuf_discard", record, true))
        .add(134, (_, map, what, _, _, _) -> arguments.ring("ringbuf_query", map).query(what));
  }

  private long output(long handle, long data, long size, long flags) {
    RingBuffer ring = arguments.ring("ringbuf_output", handle);
    int length = arguments.readable("ringbuf_output", data, size);
    return (flags & ~WAKEUP_FLAGS) != 0 ? -Errno.EINVAL : ring.output(data, length);
  }

  private long reserve(long handle, long size, long flags) {
    RingBuffer ring = arguments.ring("ringbuf_reserve", handle);
    return flags != 0 ? 0 : ring.reserve(size);
  }

  private long commit(String function, long record, boolean discard) {
    arguments.ringOf(function, record).commit(record, discard);
    return 0;
  }
}
