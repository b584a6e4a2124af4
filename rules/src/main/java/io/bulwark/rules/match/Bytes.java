package io.bulwark.rules.match;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Byte strings: case, search, hash. Case is ASCII only, as upstream's. */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private Bytes() {}

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
  }

  static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
  }

  static byte[] lower(byte[] bytes) {
    byte[] out = bytes.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = lower(out[i]);
    }
    return out;
  }

  /** Whether {@code needle} occurs; if {@code anyCase}, it must be in lower case. */
  static boolean contains(byte[] bytes, int offset, int length, byte[] needle, boolean anyCase) {
    int last = offset + length - needle.length;
    for (int at = offset; at <= last; at++) {
      if (anyCase ? startsLower(bytes, at, needle) : starts(bytes, at, needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] bytes, int at, byte[] needle) {
    return Arrays.equals(bytes, at, at + needle.length, needle, 0, needle.length);
  }

  private static boolean startsLower(byte[] bytes, int at, byte[] needle) {
    for (int i = 0; i < needle.length; i++) {
      if (lower(bytes[at + i]) != needle[i]) {
        return false;
      }
    }
    return true;
  }

  /** A hash, eight bytes at a time. */
  static int hash(byte[] bytes, int offset, int length) {
    long hash = length * MIX;
    int at = offset;
    int end = offset + length;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
      hash ^= hash >>> 29;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = tail << 8 | bytes[at] & 0xff;
    }
    hash = (hash ^ tail) * MIX;
    return (int) (hash >>> 32);
  }
}
