package io.bulwark.kernel.ring;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;
import static io.bulwark.kernel.abi.LibcAbi.MAP_SHARED;
import static io.bulwark.kernel.abi.LibcAbi.PROT_READ;
import static io.bulwark.kernel.abi.LibcAbi.PROT_WRITE;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The mapped areas of one ring buffer map. */
record RingArea(MemorySegment consumer, MemorySegment producer, MemorySegment data) {
  /**
   * Maps the ring of {@code size} bytes behind {@code descriptor} for the life of {@code arena}.
   */
  static RingArea map(Arena arena, int descriptor, long size) {
    long page = LIBC.pageSize();
    MemorySegment consumer = map(arena, descriptor, page, PROT_READ | PROT_WRITE, 0);
    MemorySegment rest = map(arena, descriptor, page + 2 * size, PROT_READ, page);
    return new RingArea(consumer.asSlice(0, 8), rest.asSlice(0, 8), rest.asSlice(page, 2 * size));
  }

  private static MemorySegment map(
      Arena arena, int descriptor, long size, int protection, long offset) {
    long address = LIBC.mmap(size, protection, MAP_SHARED, descriptor, offset);
    if (address < 0 && address > -4096) {
      throw new KernelCallFailed("map a ring buffer into memory", Errno.of(address));
    }
    return LIBC.area(address, size, arena);
  }
}
