package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable buffer that a reader writes its text into.
 *
 * <p>Grows to the longest text it ever held and allocates nothing below that. Field texts are
 * bounded by what one event or one process image can hold, so the growth is bounded too.
 */
final class TextBuffer {
  private static final byte[] DIGITS = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LONG_MIN = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  private final ByteSlice slice = new ByteSlice();
  private byte[] bytes = new byte[64];
  private int length;

  TextBuffer clear() {
    length = 0;
    return this;
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  byte[] array() {
    return bytes;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  byte last() {
    return bytes[length - 1];
  }

  /** The text written so far; the same slice at each call. */
  ByteSlice slice() {
    return slice.set(bytes, 0, length);
  }

  private void reserve(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  TextBuffer add(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  TextBuffer addByte(byte value) {
    reserve(1);
    bytes[length++] = value;
    return this;
  }

  TextBuffer add(byte[] text) {
    return add(text, 0, text.length);
  }

  TextBuffer add(byte[] text, int offset, int count) {
    reserve(count);
    System.arraycopy(text, offset, bytes, length, count);
    length += count;
    return this;
  }

  TextBuffer add(ByteSlice text) {
    return add(text.array(), text.offset(), text.length());
  }

  TextBuffer addDecimal(long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        return add(LONG_MIN);
      }
      return add('-').addUnsigned(-value, 10, 1);
    }
    return addUnsigned(value, 10, 1);
  }

  /** Digits of an unsigned number, upper-case, with leading zeros up to {@code width}. */
  TextBuffer addUnsigned(long value, int radix, int width) {
    reserve(64 + width);
    int start = length;
    long rest = value;
    do {
      bytes[length++] = DIGITS[(int) Long.remainderUnsigned(rest, radix)];
      rest = Long.divideUnsigned(rest, radix);
    } while (rest != 0);
    while (length - start < width) {
      bytes[length++] = '0';
    }
    for (int i = start, j = length - 1; i < j; i++, j--) {
      byte swap = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swap;
    }
    return this;
  }

  /** Lower-case hexadecimal without leading zeros. */
  TextBuffer addHex(long value) {
    int start = length;
    addUnsigned(value, 16, 1);
    for (int i = start; i < length; i++) {
      if (bytes[i] >= 'A') {
        bytes[i] += 'a' - 'A';
      }
    }
    return this;
  }

  /** Dotted quad of the low 32 bits. */
  TextBuffer addIpv4(long bits) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      addUnsigned((bits >>> shift) & 0xff, 10, 1);
      if (shift > 0) {
        add('.');
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
