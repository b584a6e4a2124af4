package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;
import static io.bulwark.kernel.abi.LibcAbi.MAP_SHARED;
import static io.bulwark.kernel.abi.LibcAbi.PROT_READ;
import static io.bulwark.kernel.abi.LibcAbi.PROT_WRITE;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.ResourceClosed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The values of an array map in this process's memory: counters and switches at the price of a
 * memory access. It stays valid after the map's own close.
 */
public final class MappedArray implements AutoCloseable {
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  private final Arena arena;
  private final MemorySegment values;
  private final long stride;
  private final String name;

  private MappedArray(Arena arena, MemorySegment values, long stride, String name) {
    this.arena = arena;
    this.values = values;
    this.stride = stride;
    this.name = name;
  }

  static MappedArray map(KernelMap map) {
    MapInfo info = map.info();
    if (info.type() != MapType.ARRAY.number() || (info.flags() & MapSpec.MMAPABLE) == 0) {
      throw new KernelCallFailed(
          "map `" + map.name() + "` into memory",
          Errno.EINVAL,
          "only arrays made with the flag MMAPABLE can be");
    }
    long stride = (info.valueSize() + 7L) & ~7L;
    long size = stride * Integer.toUnsignedLong(info.maxEntries());
    long page = LIBC.pageSize();
    long pages = (size + page - 1) & -page;
    long[] address = new long[1];
    map.call(number -> mmap(address, number, pages));
    if (address[0] < 0 && address[0] > -4096) {
      throw new KernelCallFailed("map `" + map.name() + "` into memory", Errno.of(address[0]));
    }
    Arena arena = Arena.ofShared();
    MemorySegment area = LIBC.area(address[0], pages, arena);
    return new MappedArray(arena, area.asSlice(0, size), stride, map.name());
  }

  private static int mmap(long[] address, int number, long size) {
    address[0] = LIBC.mmap(size, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
    return 0;
  }

  /** Bytes from one value to the next: the value's size rounded up to 8. */
  public long stride() {
    return stride;
  }

  /** All values; not to be used after {@link #close}, which the segment itself refuses. */
  public MemorySegment segment() {
    return values;
  }

  /** The first eight bytes of a value, as last written by any CPU. */
  public long getLong(int index) {
    try {
      return (long) LONG.getVolatile(values, index * stride);
    } catch (IllegalStateException e) {
      throw closed(e);
    }
  }

  /** Writes the first eight bytes of a value, visible to programs at once. */
  public void setLong(int index, long value) {
    try {
      LONG.setVolatile(values, index * stride, value);
    } catch (IllegalStateException e) {
      throw closed(e);
    }
  }

  private ResourceClosed closed(IllegalStateException cause) {
    return new ResourceClosed("mapped array `" + name + "`", cause);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      try {
        arena.close();
      } catch (IllegalStateException e) {
        // Another thread closed it in between; an arena closes once.
        if (arena.scope().isAlive()) {
          throw e;
        }
      }
    }
  }
}
