package io.bulwark.vm.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one machine: an arena of fixed size, divided into {@link Region}s.
 *
 * <p>Methods here are for the host (maps, helper functions, tests): they may touch every byte of
 * the arena, whatever a program may do, and an address outside of the arena is an error of the
 * caller ({@link IndexOutOfBoundsException}). Programs go through {@link #cells}. Not for use by
 * several threads.
 */
public final class Memory {
  /** Regions start at multiples of this many bytes. */
  public static final int GRANULE = 16;

  /** Addresses below are never mapped: a field of a null pointer faults too. */
  public static final int FIRST_ADDRESS = 4096;

  /** The largest arena, 1 GiB. */
  public static final int MAX_CAPACITY = 1 << 30;

  private final int capacity;
  private final Cells cells;
  private final FreeList free;

  private Memory(int capacity) {
    this.capacity = capacity;
    cells =
        new Cells(
            new byte[capacity + Long.BYTES],
            new int[capacity / GRANULE],
            new int[capacity / GRANULE]);
    // The last granule stays unmapped: small negative addresses land there.
    free = new FreeList(FIRST_ADDRESS, capacity - GRANULE);
  }

  /**
   * An empty memory of at least {@code bytes} bytes, rounded up to a power of two from 16 KiB to
   * {@link #MAX_CAPACITY}. The tables of permissions take half as much again.
   */
  public static Memory ofCapacity(int bytes) {
    if (bytes < 0 || bytes > MAX_CAPACITY) {
      throw new IllegalArgumentException("capacity out of range: " + bytes);
    }
    int least = Math.max(bytes, 4 * FIRST_ADDRESS);
    return new Memory(Integer.highestOneBit(2 * least - 1));
  }

  /** Size of the arena in bytes. */
  public int capacity() {
    return capacity;
  }

  /** The same memory as programs see it. */
  public Cells cells() {
    return cells;
  }

  /**
   * A new region of {@code size} bytes, all 0.
   *
   * @throws MemoryExhausted if it does not fit
   */
  public Region allocate(long size, Access access) {
    Region region = tryAllocate(size, access);
    if (region == null) {
      throw new MemoryExhausted(size, capacity);
    }
    return region;
  }

  /** A new region of {@code size} bytes, all 0; null if it does not fit. */
  public @Nullable Region tryAllocate(long size, Access access) {
    if (size < 1) {
      throw new IllegalArgumentException("region of " + size + " bytes");
    }
    int at = size > capacity ? -1 : free.take(span((int) size));
    if (at < 0) {
      return null;
    }
    Region region = new Region(at, (int) size);
    fill(at, (int) size, (byte) 0);
    protect(at, (int) size, access);
    return region;
  }

  /**
   * From now on programs read zeros below {@link #FIRST_ADDRESS}, as they do in a kernel through a
   * pointer to a kernel object that is null; stores there and helper functions still fault. For
   * programs that a verifier has passed: it lets no other pointer be null.
   */
  public void readNullAsZero() {
    Arrays.fill(cells.readEnds(), 0, FIRST_ADDRESS / GRANULE, FIRST_ADDRESS);
  }

  /** Gives a region back; later accesses to it fault. */
  public void free(Region region) {
    protect(region.address(), region.size(), Access.NONE);
    free.give((int) region.address(), span(region.size()));
  }

  /** Granules of a region and the empty one behind it, in bytes. */
  private static int span(int size) {
    return (size + 2 * GRANULE - 1) / GRANULE * GRANULE;
  }

  /**
   * Says what programs may do with {@code size} bytes from {@code address}, a multiple of 16: a
   * whole region, or a piece of one that was allocated with {@link Access#NONE} (a ring's records,
   * a table's slots). The piece is then a region of its own: an access must not begin in it and end
   * outside. The rest of its last granule becomes inaccessible.
   */
  public void protect(long address, int size, Access access) {
    if (address % GRANULE != 0 || address < FIRST_ADDRESS || size > capacity - GRANULE - address) {
      throw new IllegalArgumentException("no region at " + address + " of " + size + " bytes");
    }
    int from = (int) (address / GRANULE);
    int to = (int) ((address + size + GRANULE - 1) / GRANULE);
    int end = (int) address + size;
    Arrays.fill(cells.readEnds(), from, to, access == Access.NONE ? 0 : end);
    Arrays.fill(cells.writeEnds(), from, to, access == Access.READ_WRITE ? end : 0);
  }

  private int at(long address, int size) {
    if (address < 0 || address > capacity - size) {
      throw new IndexOutOfBoundsException(
          "address %d of %d bytes is outside of the arena".formatted(address, size));
    }
    return (int) address;
  }

  /** 1 byte. */
  public byte getByte(long address) {
    return cells.bytes()[at(address, 1)];
  }

  /** 2 bytes. */
  public short getShort(long address) {
    return cells.getShort(at(address, 2));
  }

  /** 4 bytes. */
  public int getInt(long address) {
    return cells.getInt(at(address, 4));
  }

  /** 8 bytes. */
  public long getLong(long address) {
    return cells.getLong(at(address, 8));
  }

  /** Writes 1 byte. */
  public void putByte(long address, byte value) {
    cells.bytes()[at(address, 1)] = value;
  }

  /** Writes 2 bytes. */
  public void putShort(long address, short value) {
    cells.putShort(at(address, 2), value);
  }

  /** Writes 4 bytes. */
  public void putInt(long address, int value) {
    cells.putInt(at(address, 4), value);
  }

  /** Writes 8 bytes. */
  public void putLong(long address, long value) {
    cells.putLong(at(address, 8), value);
  }

  /** Writes {@code length} bytes of {@code source} from {@code offset}. */
  public void copyIn(long address, byte[] source, int offset, int length) {
    System.arraycopy(source, offset, cells.bytes(), at(address, length), length);
  }

  /** Writes all of {@code source}. */
  public void copyIn(long address, byte[] source) {
    copyIn(address, source, 0, source.length);
  }

  /** Reads {@code length} bytes into {@code target} from {@code offset}. */
  public void copyOut(long address, byte[] target, int offset, int length) {
    System.arraycopy(cells.bytes(), at(address, length), target, offset, length);
  }

  /** {@code length} bytes in a new array. */
  public byte[] bytes(long address, int length) {
    int at = at(address, length);
    return Arrays.copyOfRange(cells.bytes(), at, at + length);
  }

  /** Copies within the arena; the places may overlap. */
  public void copy(long from, long to, int length) {
    byte[] bytes = cells.bytes();
    System.arraycopy(bytes, at(from, length), bytes, at(to, length), length);
  }

  /** Writes {@code value} {@code length} times. */
  public void fill(long address, int length, byte value) {
    int at = at(address, length);
    Arrays.fill(cells.bytes(), at, at + length, value);
  }

  /** Compares bytes as unsigned numbers, first difference first: negative, 0 or positive. */
  public int compare(long left, long right, int length) {
    byte[] bytes = cells.bytes();
    int a = at(left, length);
    int b = at(right, length);
    return Arrays.compareUnsigned(bytes, a, a + length, bytes, b, b + length);
  }

  /** Whether {@code length} bytes are the same. */
  public boolean same(long left, long right, int length) {
    byte[] bytes = cells.bytes();
    int a = at(left, length);
    int b = at(right, length);
    return Arrays.equals(bytes, a, a + length, bytes, b, b + length);
  }
}
