package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import java.nio.charset.StandardCharsets;

/**
 * Joins a directory and a path and removes {@code .}, {@code ..} and repeated slashes, textually:
 * links are not known here.
 */
final class PathText {
  /** Longest result in bytes; the same bound as the recorders use. */
  private static final int LONGEST = 1024;

  private static final byte[] TOO_LONG =
      "/DIR_TOO_LONG/FILENAME_TOO_LONG".getBytes(StandardCharsets.US_ASCII);

  private PathText() {}

  static boolean isAbsolute(ByteSlice path) {
    return !path.isEmpty() && path.at(0) == '/';
  }

  /**
   * Writes {@code path}, put behind {@code directory} if relative. The directory is taken as it is;
   * {@code ..} in the path climbs into it.
   */
  static void join(ByteSlice directory, ByteSlice path, TextBuffer to) {
    to.clear();
    if (directory.length() + path.length() + 1 > LONGEST) {
      to.add(TOO_LONG);
      return;
    }
    if (!path.isEmpty() && path.at(0) != '/') {
      to.add(directory);
    }
    boolean emptyBase = to.isEmpty();
    for (int i = 0; i < path.length(); ) {
      i = step(path, i, emptyBase, to);
    }
    if (to.length() > 1 && to.last() == '/') {
      to.truncate(to.length() - 1);
    }
  }

  /** Consumes one byte or one special component from {@code i} on and returns the next index. */
  private static int step(ByteSlice path, int i, boolean emptyBase, TextBuffer to) {
    byte b = path.at(i);
    boolean atStart = to.isEmpty() || to.last() == '/';
    if (b == '.' && atStart) {
      int dots = i + 1 < path.length() && path.at(i + 1) == '.' ? 2 : 1;
      int after = i + dots;
      boolean ends = after == path.length();
      if (ends || path.at(after) == '/') {
        if (dots == 2) {
          climb(to);
        }
        return ends ? after : after + 1;
      }
    } else if (b == '/' && (to.isEmpty() ? !emptyBase : to.last() == '/')) {
      return i + 1;
    }
    to.addByte(b);
    return i + 1;
  }

  /** Removes the last component, keeping the slash before it; stops at the root. */
  private static void climb(TextBuffer to) {
    if (to.length() <= 1) {
      return;
    }
    int end = to.length() - 1;
    while (end >= 1 && to.array()[end - 1] != '/') {
      end--;
    }
    to.truncate(end);
  }
}
