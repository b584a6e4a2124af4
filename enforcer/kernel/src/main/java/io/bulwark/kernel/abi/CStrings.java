package io.bulwark.kernel.abi;

import java.lang.foreign.MemorySegment;

/** Views of memory that libbpf owns: pointers that arrive without a size. */
final class CStrings {
  /** No name of libbpf's is longer; a missing NUL then ends in an exception, not in a crash. */
  private static final long LIMIT = 4096;

  private CStrings() {}

  /** The string at {@code pointer}; empty for null. */
  @SuppressWarnings("restricted") // libbpf's strings end with NUL
  static String read(MemorySegment pointer) {
    return pointer.address() == 0 ? "" : pointer.reinterpret(LIMIT).getString(0);
  }

  /** {@code size} bytes at {@code pointer}, as the library says; empty for null. */
  @SuppressWarnings("restricted") // the size comes from the library with the pointer
  static MemorySegment sized(MemorySegment pointer, long size) {
    return pointer.address() == 0 ? MemorySegment.NULL : pointer.reinterpret(size);
  }
}
