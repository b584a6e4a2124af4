package io.bulwark.rules.match;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Decodes base64, padded or not. */
final class Base64Text {
  private Base64Text() {}

  /** The decoded bytes, or null if {@code text} is no base64. */
  static @Nullable ByteSlice decode(ByteSlice text, TextBuilder into) {
    int length = text.length();
    int padding = 0;
    while (padding < 2 && length > 0 && text.at(length - 1) == '=') {
      length--;
      padding++;
    }
    if (length % 4 == 1 || padding > 0 && (length + padding) % 4 != 0) {
      return null;
    }
    into.clear();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < length; i++) {
      int digit = digit(text.at(i));
      if (digit < 0) {
        return null;
      }
      bits = bits << 6 | digit;
      held += 6;
      if (held >= 8) {
        held -= 8;
        into.add((byte) (bits >> held));
      }
    }
    return into.slice();
  }

  private static int digit(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return b == '+' ? 62 : b == '/' ? 63 : -1;
  }
}
