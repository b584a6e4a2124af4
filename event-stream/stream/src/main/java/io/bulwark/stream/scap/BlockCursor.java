package io.bulwark.stream.scap;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.LittleEndian;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one metadata block. Reading past the end gives zeros and empty texts and raises {@link
 * #failed()}, so that a damaged block needs one check, not one per field.
 */
final class BlockCursor {
  private static final ByteSlice EMPTY = new ByteSlice();

  private final byte[] array;
  private int at;
  private int end;
  private boolean failed;

  BlockCursor(byte[] array, int start, int end) {
    this.array = array;
    this.at = start;
    this.end = end;
  }

  boolean failed() {
    return failed;
  }

  int position() {
    return at;
  }

  int remaining() {
    return end - at;
  }

  /** A cursor over the next {@code length} bytes, which this one skips. */
  BlockCursor part(int length) {
    int start = take(length);
    BlockCursor part = new BlockCursor(array, start, start + (failed ? 0 : length));
    part.failed = failed;
    return part;
  }

  void skip(int length) {
    take(length);
  }

  int u8() {
    int i = take(1);
    return failed ? 0 : array[i] & 0xff;
  }

  int u16() {
    int i = take(2);
    return failed ? 0 : LittleEndian.u16(array, i);
  }

  long u32() {
    int i = take(4);
    return failed ? 0 : LittleEndian.u32(array, i);
  }

  int i32() {
    int i = take(4);
    return failed ? 0 : LittleEndian.i32(array, i);
  }

  long i64() {
    int i = take(8);
    return failed ? 0 : LittleEndian.i64(array, i);
  }

  /** Eight bytes, most significant first. */
  long bigEndian64() {
    return Long.reverseBytes(i64());
  }

  /** Four bytes, most significant first. */
  int bigEndian32() {
    return Integer.reverseBytes(i32());
  }

  /** A copy of {@code length} bytes. */
  ByteSlice bytes(int length) {
    int i = take(length);
    return failed || length == 0 ? EMPTY : new ByteSlice(array, i, length).copy();
  }

  /** A text with a 16-bit length before it, up to its first NUL. */
  ByteSlice text() {
    ByteSlice all = bytes(u16());
    int nul = all.indexOf((byte) 0, 0);
    return nul < 0 ? all : new ByteSlice(all.array(), all.offset(), nul);
  }

  /** NUL-separated texts with a 16-bit length before them. */
  ByteSlice[] texts() {
    return split(bytes(u16()));
  }

  static ByteSlice[] split(ByteSlice all) {
    List<ByteSlice> parts = new ArrayList<>();
    int start = 0;
    boolean nothing = all.length() == 1 && all.indexOf((byte) 0, 0) == 0;
    while (start < all.length() && !nothing) {
      int nul = all.indexOf((byte) 0, start);
      int stop = nul < 0 ? all.length() : nul;
      parts.add(new ByteSlice(all.array(), all.offset() + start, stop - start));
      start = stop + 1;
    }
    return parts.toArray(ByteSlice[]::new);
  }

  private int take(int length) {
    if (failed || length < 0 || length > end - at) {
      failed = true;
      return at;
    }
    int start = at;
    at += length;
    return start;
  }
}
