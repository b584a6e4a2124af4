package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.HelperTable;

/** Comparison, paths, formatted text. */
final class StringHelpers {
  private static final int ENAMETOOLONG = 36;

  private final Environment environment;
  private final Arguments arguments;
  private final Memory memory;
  private final Formatter formatter;

  private StringHelpers(Environment environment, Arguments arguments) {
    this.environment = environment;
    this.arguments = arguments;
    memory = arguments.memory();
    formatter = new Formatter(memory);
  }

  static void add(HelperTable.Builder table, Environment environment, Arguments arguments) {
    StringHelpers helpers = new StringHelpers(environment, arguments);
    table
        .add(6, (_, format, size, one, two, three) -> helpers.print(format, size, one, two, three))
        .add(147, (_, path, buffer, size, _, _) -> helpers.path(path, buffer, size))
        .add(
            165,
            (_, out, size, format, data, length) -> helpers.format(out, size, format, data, length))
        .add(182, (_, left, size, right, _, _) -> helpers.compare(left, size, right));
  }

  /** -1, 0 or 1; {@code right} ends with a NUL or is as long as {@code left} at least. */
  private long compare(long left, long size, long right) {
    int length = arguments.readable("strncmp", left, size);
    Cells cells = memory.cells();
    for (int at = 0; at < length; at++) {
      long a = cells.load8(left + at);
      long b = cells.load8(right + at);
      if (a != b) {
        return a < b ? -1 : 1;
      }
      if (a == 0) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * Writes the path and its NUL to the front; as in the kernel, which builds it from the end, the
   * end of the buffer holds it too.
   */
  private long path(long path, long buffer, long size) {
    int length = arguments.writable("d_path", buffer, size);
    byte[] name = environment.paths().path(path);
    if (name == null) {
      throw Arguments.bad("d_path", "no path was recorded at 0x%x".formatted(path));
    }
    if (length == 0) {
      return 0;
    }
    int wanted = name.length + 1;
    if (wanted > length) {
      return -ENAMETOOLONG;
    }
    put(name, buffer + length - wanted);
    put(name, buffer);
    return wanted;
  }

  private void put(byte[] name, long to) {
    memory.copyIn(to, name);
    memory.putByte(to + name.length, (byte) 0);
  }

  private long format(long out, long size, long format, long data, long dataSize) {
    int room = arguments.writable("snprintf", out, size);
    int bytes = arguments.readable("snprintf", data, dataSize);
    if (bytes % 8 != 0 || bytes > 8 * Formatter.MAX_ARGUMENTS) {
      return -Errno.EINVAL;
    }
    formatter.arguments(data, bytes / 8);
    long length = formatter.format("snprintf", format, Integer.MAX_VALUE);
    if (length < 0) {
      return length;
    }
    if (room > 0) {
      int copied = (int) Math.min(length, room - 1);
      memory.copyIn(out, formatter.text(), 0, copied);
      memory.putByte(out + copied, (byte) 0);
    }
    return length + 1;
  }

  private long print(long format, long size, long one, long two, long three) {
    int length = arguments.readable("trace_printk", format, size);
    formatter.arguments(one, two, three);
    long printed = formatter.format("trace_printk", format, length);
    if (printed >= 0) {
      environment.effects().printed(formatter.text(), (int) printed);
    }
    return printed;
  }
}
