package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.memory.Memory;

/**
 * The kernel's formats for programs: {@code %d %i %u %x %X} with {@code l} and {@code ll}, {@code
 * %c}, {@code %s} of a string in memory, {@code %p}, {@code %%}; with {@code -}, {@code 0} and a
 * width. Other pointer formats are a fault: they would need a kernel.
 */
final class Formatter {
  /** The most arguments a format can have. */
  static final int MAX_ARGUMENTS = 12;

  /** The most bytes of text; the kernel's buffer for strings is smaller. */
  private static final int MAX_TEXT = 4096;

  private final Memory memory;
  private final long[] arguments = new long[MAX_ARGUMENTS];
  private final byte[] text = new byte[MAX_TEXT];
  private final byte[] digits = new byte[32];
  private int argumentCount;
  private int nextArgument;
  private int length;
  private boolean left;
  private boolean zeros;
  private int width;

  Formatter(Memory memory) {
    this.memory = memory;
  }

  /** The arguments stand in memory, 8 bytes each. */
  void arguments(long address, int count) {
    argumentCount = count;
    for (int at = 0; at < count; at++) {
      arguments[at] = memory.getLong(address + 8L * at);
    }
  }

  void arguments(long one, long two, long three) {
    argumentCount = 3;
    arguments[0] = one;
    arguments[1] = two;
    arguments[2] = three;
  }

  /** What was formatted last. */
  byte[] text() {
    return text;
  }

  /** How many bytes the text has, or a negative errno. The format ends with a NUL. */
  long format(String function, long format, int limit) {
    Cells cells = memory.cells();
    nextArgument = 0;
    length = 0;
    long at = format;
    while (true) {
      if (at - format >= limit) {
        return -Errno.EINVAL;
      }
      int c = (int) cells.load8(at++);
      if (c == 0) {
        return length;
      }
      if (c >= 0x80 || (c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
        return -Errno.EINVAL;
      }
      if (c != '%') {
        put((byte) c);
        continue;
      }
      at = conversion(function, at);
      if (at < 0) {
        return at;
      }
    }
  }

  private void put(byte c) {
    if (length < text.length) {
      text[length++] = c;
    }
  }

  /** Formats one conversion; the address behind it, or a negative errno. */
  private long conversion(String function, long start) {
    Cells cells = memory.cells();
    long at = start;
    int c = (int) cells.load8(at++);
    if (c == '%') {
      put((byte) '%');
      return at;
    }
    left = false;
    zeros = false;
    while (c == '-' || c == '0' || c == '+' || c == ' ') {
      left |= c == '-';
      zeros |= c == '0';
      c = (int) cells.load8(at++);
    }
    width = 0;
    while (c >= '0' && c <= '9') {
      width = Math.min(MAX_TEXT, width * 10 + c - '0');
      c = (int) cells.load8(at++);
    }
    int longs = 0;
    while (c == 'l' && longs < 2) {
      longs++;
      c = (int) cells.load8(at++);
    }
    if (nextArgument >= argumentCount) {
      return -Errno.EINVAL;
    }
    long value = arguments[nextArgument++];
    return one(function, (char) c, longs > 0, value, at);
  }

  private long one(String function, char kind, boolean wide, long value, long at) {
    switch (kind) {
      case 'd', 'i' -> signed(wide ? value : (int) value);
      case 'u' -> unsigned(wide ? value : value & 0xffff_ffffL, 10, false, false);
      case 'x' -> unsigned(wide ? value : value & 0xffff_ffffL, 16, false, false);
      case 'X' -> unsigned(wide ? value : value & 0xffff_ffffL, 16, true, false);
      case 'c' -> {
        digits[0] = (byte) value;
        pad(digits, 0, 1);
      }
      case 's' -> string(value);
      case 'p' -> {
        char next = (char) memory.cells().load8(at);
        if (Character.isLetterOrDigit(next)) {
          throw Arguments.bad(function, "format `%p" + next + "` is not supported in a dry run");
        }
        zeros = true;
        width = 16;
        unsigned(value, 16, false, false);
      }
      default -> {
        return -Errno.EINVAL;
      }
    }
    return at;
  }

  private void signed(long value) {
    unsigned(Math.abs(value), 10, false, value < 0);
  }

  private void unsigned(long value, int radix, boolean upper, boolean negative) {
    int start = digits.length;
    long rest = value;
    do {
      int digit = (int) Long.remainderUnsigned(rest, radix);
      int letter = (upper ? 'A' : 'a') - 10;
      digits[--start] = (byte) (digit < 10 ? '0' + digit : letter + digit);
      rest = Long.divideUnsigned(rest, radix);
    } while (rest != 0);
    if (negative && zeros) {
      put((byte) '-');
      width--;
    } else if (negative) {
      digits[--start] = '-';
    }
    pad(digits, start, digits.length - start);
  }

  private void pad(byte[] source, int from, int count) {
    for (int at = count; at < width && !left; at++) {
      put((byte) (zeros ? '0' : ' '));
    }
    for (int at = 0; at < count; at++) {
      put(source[from + at]);
    }
    for (int at = count; at < width && left; at++) {
      put((byte) ' ');
    }
  }

  /** A string that cannot be read is empty, as in the kernel. */
  private void string(long address) {
    Cells cells = memory.cells();
    int count = 0;
    while (count < MAX_TEXT
        && cells.canRead(address + count, 1)
        && memory.getByte(address + count) != 0) {
      count++;
    }
    for (int at = count; at < width && !left; at++) {
      put((byte) ' ');
    }
    for (int at = 0; at < count; at++) {
      put(memory.getByte(address + at));
    }
    for (int at = count; at < width && left; at++) {
      put((byte) ' ');
    }
  }
}
