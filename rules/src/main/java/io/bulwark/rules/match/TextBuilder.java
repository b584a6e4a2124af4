package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import java.util.Arrays;

/** A reusable byte buffer that a computed text is put together in. */
final class TextBuilder {
  private byte[] bytes = new byte[64];
  private int length;
  private final ByteSlice slice = new ByteSlice();

  TextBuilder clear() {
    length = 0;
    return this;
  }

  void add(ByteSlice text) {
    room(text.length());
    System.arraycopy(text.array(), text.offset(), bytes, length, text.length());
    length += text.length();
  }

  void add(byte b) {
    room(1);
    bytes[length++] = b;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  ByteSlice slice() {
    return slice.set(bytes, 0, length);
  }
}
