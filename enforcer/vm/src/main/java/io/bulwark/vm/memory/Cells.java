package io.bulwark.vm.memory;

import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.FaultSignal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Memory as programs see it: every access is checked and ends in a {@link Fault.MemoryAccess} if it
 * is not allowed.
 *
 * <p>A record on purpose: HotSpot trusts final fields of records, so with a constant {@code Cells}
 * the arrays, their lengths and the mask are constants of compiled code and no check but ours is
 * left.
 *
 * @param bytes the arena, and 8 bytes more, so that masked wide accesses need no bounds check
 * @param readEnds for each granule, the end of the readable region it belongs to; 0 for none
 * @param writeEnds the same for writing
 */
public record Cells(byte[] bytes, int[] readEnds, int[] writeEnds) {
  /** Bytes of one frame's stack. */
  public static final int FRAME_SIZE = 512;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The place in the arena that the low bits of {@code address} name. */
  private int at(long address) {
    return (int) address & (readEnds.length * Memory.GRANULE - 1);
  }

  /**
   * Checks a load; the place to load from. Comparing the last byte's address as unsigned refuses
   * negative addresses, addresses beyond the arena, and those that wrap around, in one step.
   */
  private int readable(long address, int size) {
    int at = at(address);
    if (Long.compareUnsigned(address + (size - 1), readEnds[at >>> 4]) >= 0) {
      throw fault(address, size, false);
    }
    return at;
  }

  private int writable(long address, int size) {
    int at = at(address);
    if (Long.compareUnsigned(address + (size - 1), writeEnds[at >>> 4]) >= 0) {
      throw fault(address, size, true);
    }
    return at;
  }

  private static FaultSignal fault(long address, long size, boolean write) {
    return new FaultSignal(new Fault.MemoryAccess(address, size, write));
  }

  /** Loads a byte, zero-extended. */
  public long load8(long address) {
    return bytes[readable(address, 1)] & 0xffL;
  }

  /** Loads 2 bytes, zero-extended. */
  public long load16(long address) {
    return (short) SHORT.get(bytes, readable(address, 2)) & 0xffffL;
  }

  /** Loads 4 bytes, zero-extended. */
  public long load32(long address) {
    return (int) INT.get(bytes, readable(address, 4)) & 0xffff_ffffL;
  }

  /** Loads 8 bytes. */
  public long load64(long address) {
    return (long) LONG.get(bytes, readable(address, 8));
  }

  /** Stores the low byte of {@code value}. */
  public void store8(long address, long value) {
    bytes[writable(address, 1)] = (byte) value;
  }

  /** Stores the low 2 bytes of {@code value}. */
  public void store16(long address, long value) {
    SHORT.set(bytes, writable(address, 2), (short) value);
  }

  /** Stores the low 4 bytes of {@code value}. */
  public void store32(long address, long value) {
    INT.set(bytes, writable(address, 4), (int) value);
  }

  /** Stores 8 bytes. */
  public void store64(long address, long value) {
    LONG.set(bytes, writable(address, 8), value);
  }

  /** Loads 4 bytes that are about to be changed, zero-extended: faults as a store does. */
  public long fetch32(long address) {
    return (int) INT.get(bytes, writable(address, 4)) & 0xffff_ffffL;
  }

  /** Loads 8 bytes that are about to be changed: faults as a store does. */
  public long fetch64(long address) {
    return (long) LONG.get(bytes, writable(address, 8));
  }

  /**
   * Loads a byte from an address known to be good. Base and offset are apart, so that HotSpot's own
   * checks of the array merge for several offsets.
   */
  public long frameLoad8(long base, int offset) {
    return bytes[(int) base + offset] & 0xffL;
  }

  /** Loads 2 bytes from an address known to be good. */
  public long frameLoad16(long base, int offset) {
    return (short) SHORT.get(bytes, (int) base + offset) & 0xffffL;
  }

  /** Loads 4 bytes from an address known to be good. */
  public long frameLoad32(long base, int offset) {
    return (int) INT.get(bytes, (int) base + offset) & 0xffff_ffffL;
  }

  /** Loads 8 bytes from an address known to be good. */
  public long frameLoad64(long base, int offset) {
    return (long) LONG.get(bytes, (int) base + offset);
  }

  /** Stores a byte to an address known to be good. */
  public void frameStore8(long base, int offset, long value) {
    bytes[(int) base + offset] = (byte) value;
  }

  /** Stores 2 bytes to an address known to be good. */
  public void frameStore16(long base, int offset, long value) {
    SHORT.set(bytes, (int) base + offset, (short) value);
  }

  /** Stores 4 bytes to an address known to be good. */
  public void frameStore32(long base, int offset, long value) {
    INT.set(bytes, (int) base + offset, (int) value);
  }

  /** Stores 8 bytes to an address known to be good. */
  public void frameStore64(long base, int offset, long value) {
    LONG.set(bytes, (int) base + offset, value);
  }

  /** Whether {@code size} bytes from {@code address} are readable and of one region; size > 0. */
  public boolean coversReads(long address, int size) {
    return covers(address, size, readEnds[at(address) >>> 4]);
  }

  /** Whether {@code size} bytes from {@code address} are writable and of one region; size > 0. */
  public boolean coversWrites(long address, int size) {
    return covers(address, size, writeEnds[at(address) >>> 4]);
  }

  /** At how many places from {@code address} on 8 bytes can be read. */
  public long readablePlaces(long address) {
    return Math.max(0, readEnds[at(address) >>> 4] - 7 - address);
  }

  /** At how many places from {@code address} on 8 bytes can be written. */
  public long writablePlaces(long address) {
    return Math.max(0, writeEnds[at(address) >>> 4] - 7 - address);
  }

  private static boolean covers(long address, int size, int end) {
    return Long.compareUnsigned(address, end) < 0
        && Long.compareUnsigned(address + (size - 1), end) < 0;
  }

  /** Loads a byte from an address that is probably in the frame below {@code fp}. */
  public long nearLoad8(long address, long fp) {
    return inFrame(address, fp, 1) ? frameLoad8(address, 0) : load8(address);
  }

  /** Loads 2 bytes from an address that is probably in the frame below {@code fp}. */
  public long nearLoad16(long address, long fp) {
    return inFrame(address, fp, 2) ? frameLoad16(address, 0) : load16(address);
  }

  /** Loads 4 bytes from an address that is probably in the frame below {@code fp}. */
  public long nearLoad32(long address, long fp) {
    return inFrame(address, fp, 4) ? frameLoad32(address, 0) : load32(address);
  }

  /** Loads 8 bytes from an address that is probably in the frame below {@code fp}. */
  public long nearLoad64(long address, long fp) {
    return inFrame(address, fp, 8) ? frameLoad64(address, 0) : load64(address);
  }

  /** Stores a byte to an address that is probably in the frame below {@code fp}. */
  public void nearStore8(long address, long value, long fp) {
    if (inFrame(address, fp, 1)) {
      frameStore8(address, 0, value);
    } else {
      store8(address, value);
    }
  }

  /** Stores 2 bytes to an address that is probably in the frame below {@code fp}. */
  public void nearStore16(long address, long value, long fp) {
    if (inFrame(address, fp, 2)) {
      frameStore16(address, 0, value);
    } else {
      store16(address, value);
    }
  }

  /** Stores 4 bytes to an address that is probably in the frame below {@code fp}. */
  public void nearStore32(long address, long value, long fp) {
    if (inFrame(address, fp, 4)) {
      frameStore32(address, 0, value);
    } else {
      store32(address, value);
    }
  }

  /** Stores 8 bytes to an address that is probably in the frame below {@code fp}. */
  public void nearStore64(long address, long value, long fp) {
    if (inFrame(address, fp, 8)) {
      frameStore64(address, 0, value);
    } else {
      store64(address, value);
    }
  }

  private static boolean inFrame(long address, long fp, int size) {
    return Long.compareUnsigned(address - fp + FRAME_SIZE, FRAME_SIZE - size + 1) < 0;
  }

  /** Whether a program may read {@code size} bytes at {@code address}; true for size 0. */
  public boolean canRead(long address, long size) {
    return allowed(readEnds, address, size);
  }

  /** Whether a program may write {@code size} bytes at {@code address}; true for size 0. */
  public boolean canWrite(long address, long size) {
    return allowed(writeEnds, address, size);
  }

  private boolean allowed(int[] ends, long address, long size) {
    if (size == 0) {
      return true;
    }
    long end = ends[at(address) >>> 4];
    return address >= Memory.FIRST_ADDRESS && address < end && size > 0 && size <= end - address;
  }

  /** Ends the run unless a program may read {@code size} bytes at {@code address}. */
  public void requireReadable(long address, long size) {
    if (!canRead(address, size)) {
      throw fault(address, size, false);
    }
  }

  /** Ends the run unless a program may write {@code size} bytes at {@code address}. */
  public void requireWritable(long address, long size) {
    if (!canWrite(address, size)) {
      throw fault(address, size, true);
    }
  }

  long getLong(int at) {
    return (long) LONG.get(bytes, at);
  }

  int getInt(int at) {
    return (int) INT.get(bytes, at);
  }

  short getShort(int at) {
    return (short) SHORT.get(bytes, at);
  }

  void putLong(int at, long value) {
    LONG.set(bytes, at, value);
  }

  void putInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  void putShort(int at, short value) {
    SHORT.set(bytes, at, value);
  }
}
