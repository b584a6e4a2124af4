package io.bulwark.event.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A run of bytes inside an array: text or a byte buffer, read in place.
 *
 * <p>Mutable on purpose: a reader keeps one and points it at each event's bytes. Equality and hash
 * are by content, so a {@linkplain #copy() copied} slice can be a map key; one that is still being
 * re-pointed must not be.
 */
public final class ByteSlice {
  private static final byte[] NO_BYTES = {};

  private byte[] array;
  private int offset;
  private int length;

  /** An empty slice, to be pointed at bytes later. */
  public ByteSlice() {
    this(NO_BYTES, 0, 0);
  }

  public ByteSlice(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A slice over all of {@code bytes}, which it shares. */
  public static ByteSlice of(byte[] bytes) {
    return new ByteSlice(bytes, 0, bytes.length);
  }

  /** The UTF-8 bytes of {@code text}. */
  public static ByteSlice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Points this slice at other bytes and returns it. */
  public ByteSlice set(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The byte at {@code index}, 0 ≤ index &lt; length; not checked against the slice's own end. */
  public byte at(int index) {
    return array[offset + index];
  }

  public boolean contentEquals(byte[] other) {
    return length == other.length
        && Arrays.equals(array, offset, offset + length, other, 0, other.length);
  }

  public boolean contentEquals(ByteSlice other) {
    return length == other.length
        && Arrays.equals(
            array, offset, offset + length, other.array, other.offset, other.offset + length);
  }

  public boolean startsWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(array, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  public boolean endsWith(byte[] suffix) {
    int end = offset + length;
    return length >= suffix.length
        && Arrays.equals(array, end - suffix.length, end, suffix, 0, suffix.length);
  }

  /** The first index of {@code b} at or after {@code from}, or -1. */
  public int indexOf(byte b, int from) {
    for (int i = from; i < length; i++) {
      if (array[offset + i] == b) {
        return i;
      }
    }
    return -1;
  }

  /** The last index of {@code b}, or -1. */
  public int lastIndexOf(byte b) {
    for (int i = length - 1; i >= 0; i--) {
      if (array[offset + i] == b) {
        return i;
      }
    }
    return -1;
  }

  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** An own copy of the bytes, safe to keep. */
  public ByteSlice copy() {
    return of(toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteSlice slice && contentEquals(slice);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset, end = offset + length; i < end; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** The text as UTF-8; each invalid sequence becomes U+FFFD. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }
}
