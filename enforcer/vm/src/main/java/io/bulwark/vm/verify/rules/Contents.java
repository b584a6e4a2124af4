package io.bulwark.vm.verify.rules;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a value that never changes once programs run: those of a frozen map. Some of them
 * may be <em>open</em>: whoever loads decides.
 */
public final class Contents {
  private final byte[] bytes;
  private final BitSet open;

  private Contents(byte[] bytes, BitSet open) {
    this.bytes = bytes;
    this.open = open;
  }

  /** A copy of {@code bytes}, all of them known. */
  public Contents(byte[] bytes) {
    this(bytes.clone(), new BitSet());
  }

  /** A copy of {@code bytes}, of which nobody knows those at the places {@code open}. */
  public static Contents partly(byte[] bytes, BitSet open) {
    return new Contents(bytes.clone(), (BitSet) open.clone());
  }

  /** Whether all of {@code size} bytes at {@code offset} are known. */
  public boolean knows(int offset, int size) {
    int next = open.nextSetBit(offset);
    return next < 0 || next >= offset + size;
  }

  /**
   * The little-endian number in {@code size} bytes at {@code offset}, which lie within and are
   * {@linkplain #knows known}.
   */
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

  /** Whether a known 0 stands at or behind {@code offset}. */
  public boolean isTerminated(int offset) {
    for (int at = offset; at < bytes.length; at++) {
      if (bytes[at] == 0 && !open.get(at)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contents contents
        && Arrays.equals(bytes, contents.bytes)
        && open.equals(contents.open);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
