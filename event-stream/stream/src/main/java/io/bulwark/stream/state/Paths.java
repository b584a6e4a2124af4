package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;

/** Joins and normalises paths byte by byte, the way the Falco libs do (compared with 48dfd53). */
public final class Paths {
  /** Longest result, its terminator included; longer inputs give {@link #TOO_LONG}. */
  static final int LIMIT = 1024;

  private static final ByteSlice TOO_LONG = ByteSlice.of("/DIR_TOO_LONG/FILENAME_TOO_LONG");

  private byte[] out = new byte[LIMIT];
  private int length;

  public Paths() {}

  /**
   * {@code path} as seen from {@code directory} (which must end in a slash to be one), without
   * {@code .}, {@code ..} and repeated slashes.
   *
   * @return a slice over this object's buffer, valid until the next call
   */
  public ByteSlice join(
      ByteSlice directory, byte[] array, int offset, int pathLength, ByteSlice to) {
    if (directory.length() + pathLength + 1 > LIMIT) {
      return TOO_LONG;
    }
    length = 0;
    if (pathLength > 0 && array[offset] != '/') {
      System.arraycopy(directory.array(), directory.offset(), out, 0, directory.length());
      length = directory.length();
    }
    normalise(array, offset, pathLength);
    return to.set(out, 0, length);
  }

  private void normalise(byte[] in, int start, int count) {
    boolean emptyBase = length == 0;
    int i = start;
    int end = start + count;
    while (i < end) {
      byte c = in[i];
      boolean atName = length == 0 || out[length - 1] == '/';
      if (c == '.' && atName) {
        int next = at(in, i + 1, end);
        int afterNext = at(in, i + 2, end);
        if (next == '.' && afterNext == '/') {
          rewind();
          i += 3;
          continue;
        }
        if (next == '.' && afterNext < 0) {
          rewind();
          i += 2;
          continue;
        }
        if (next == '/') {
          i += 2;
          continue;
        }
        if (next < 0) {
          i++;
          continue;
        }
      } else if (c == '/'
          && ((length > 0 && out[length - 1] == '/') || (length == 0 && !emptyBase))) {
        i++;
        continue;
      }
      if (length + 1 >= LIMIT) {
        return;
      }
      out[length++] = c;
      i++;
    }
    if (length > 1 && out[length - 1] == '/') {
      length--;
    }
  }

  /** The byte at {@code i}, or -1 past the end. */
  private static int at(byte[] in, int i, int end) {
    return i < end ? in[i] & 0xff : -1;
  }

  /** Drops the last name, stopping at the start. */
  private void rewind() {
    if (length <= 1) {
      return;
    }
    length--;
    while (length >= 1 && out[length - 1] != '/') {
      length--;
    }
  }
}
