package io.bulwark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of an endless stream, none of them larger than a limit. */
final class LineReader {

  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[1 << 16];
  private byte[] line = new byte[256];
  private int length;
  private int next;
  private int end;
  private boolean tooLong;

  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Reads a line; its end is not part of it.
   *
   * @return false at the end of the stream
   */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (true) {
      if (next == end) {
        end = in.read(buffer);
        next = 0;
        if (end <= 0) {
          end = 0;
          return any;
        }
      }
      any = true;
      byte b = buffer[next++];
      if (b == '\n') {
        return true;
      }
      keep(b);
    }
  }

  private void keep(byte b) {
    if (length == limit) {
      tooLong = true;
      return;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(limit, 2 * length));
    }
    line[length++] = b;
  }

  /** Whether the current line was cut at the limit. */
  boolean tooLong() {
    return tooLong;
  }

  /** The current line's bytes: the first {@link #length()} of the array, valid until the next. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether everything that has arrived was used: a good moment to flush answers. */
  boolean waiting() {
    return next == end;
  }
}
