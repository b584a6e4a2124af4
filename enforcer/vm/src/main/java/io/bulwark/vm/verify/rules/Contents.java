package io.bulwark.vm.verify.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a value that never changes: those of a frozen map. */
public final class Contents {
  private final byte[] bytes;

  /** A copy of {@code bytes}. */
  public Contents(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The little-endian number in {@code size} bytes at {@code offset}, which lie within. */
  public long number(int offset, int size) {
    long number = 0;
    for (int at = size - 1; at >= 0; at--) {
      number = number << 8 | (bytes[offset + at] & 0xff);
    }
    return number;
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** Whether a 0 stands at or behind {@code offset}. */
  public boolean isTerminated(int offset) {
    for (int at = offset; at < bytes.length; at++) {
      if (bytes[at] == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contents contents && Arrays.equals(bytes, contents.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
