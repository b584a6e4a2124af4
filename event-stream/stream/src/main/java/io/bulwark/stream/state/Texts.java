package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/** Joining and splitting of byte texts, when state changes. */
final class Texts {
  private Texts() {}

  /** {@code first} (if {@code withFirst}) and {@code rest}, a blank between each two. */
  static ByteSlice join(ByteSlice first, boolean withFirst, ByteSlice[] rest) {
    int length = withFirst ? first.length() + rest.length : Math.max(0, rest.length - 1);
    for (ByteSlice part : rest) {
      length += part.length();
    }
    byte[] out = new byte[length];
    int at = 0;
    if (withFirst) {
      System.arraycopy(first.array(), first.offset(), out, 0, first.length());
      at = first.length();
    }
    for (int i = 0; i < rest.length; i++) {
      if (withFirst || i > 0) {
        out[at++] = ' ';
      }
      System.arraycopy(rest[i].array(), rest[i].offset(), out, at, rest[i].length());
      at += rest[i].length();
    }
    return ByteSlice.of(out);
  }

  /**
   * Splits a copy of NUL-separated texts; one NUL at the end is not a separator. No bytes give no
   * texts.
   */
  static ByteSlice[] split(byte[] array, int offset, int length) {
    if (length > 0 && array[offset + length - 1] == 0) {
      length--;
    }
    if (length <= 0) {
      return new ByteSlice[0];
    }
    byte[] copy = java.util.Arrays.copyOfRange(array, offset, offset + length);
    List<ByteSlice> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= copy.length; i++) {
      if (i == copy.length || copy[i] == 0) {
        parts.add(new ByteSlice(copy, start, i - start));
        start = i + 1;
      }
    }
    return parts.toArray(ByteSlice[]::new);
  }

  /** Length of the text before its first NUL, or all of it. */
  static int textLength(byte[] array, int offset, int length) {
    for (int i = 0; i < length; i++) {
      if (array[offset + i] == 0) {
        return i;
      }
    }
    return length;
  }
}
