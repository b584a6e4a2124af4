package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/**
 * Events from programs to the host, in the order of their reservation, with the kernel's positions
 * and limits: a record takes 8 bytes more than its data, rounded up to 8.
 *
 * <p>In the arena everything has twice the kernel's distance, so that each record's data begins at
 * a multiple of 16 and is a region of its own while the program holds it. The area is as long again
 * behind its end, so that a record never wraps. Headers are not in the arena.
 */
public final class RingBuffer implements BpfMap {
  /** The most bytes of a record. */
  static final long MAX_RECORD = 0xffff_ffffL / 4;

  /** Kernel bytes of a record before its data. */
  private static final int HEADER = 8;

  private static final int BUSY = 1 << 31;
  private static final int DISCARD = 1 << 30;

  private final MapParameters parameters;
  private final long handle;
  private final Memory memory;
  private final long base;
  private final int mask;

  /** The header at each 8 bytes of the ring: length, busy bit, discard bit. */
  private final int[] headers;

  private long consumer;
  private long producer;
  private long lost;

  RingBuffer(MapParameters parameters, long handle, Memory memory) {
    this.parameters = parameters;
    this.handle = handle;
    this.memory = memory;
    int size = parameters.maxEntries();
    mask = size - 1;
    headers = new int[size / 8];
    base = memory.allocate(4L * size, Access.NONE).address();
  }

  @Override
  public MapParameters parameters() {
    return parameters;
  }

  @Override
  public long handle() {
    return handle;
  }

  private static long length(long size) {
    return (size + HEADER + 7) & ~7L;
  }

  private long data(long position) {
    return base + 2 * (position & mask) + 2 * HEADER;
  }

  private int header(long position) {
    return (int) (position & mask) >> 3;
  }

  /**
   * Reserves a record of {@code size} bytes for the program.
   *
   * @return its address; 0 if it does not fit
   */
  public long reserve(long size) {
    long length = length(size);
    if (size < 0 || size > MAX_RECORD || producer + length - consumer > mask) {
      lost++;
      return 0;
    }
    long position = producer;
    producer += length;
    headers[header(position)] = (int) size | BUSY;
    long address = data(position);
    if (size > 0) {
      memory.protect(address, (int) size, Access.READ_WRITE);
    }
    return address;
  }

  /** Whether {@code record} is the address of a record that a program holds. */
  public boolean holds(long record) {
    long offset = record - base - 2 * HEADER;
    boolean inside = offset >= 0 && offset <= 2L * mask && offset % 16 == 0;
    // Only the place where a held record begins has the busy bit: it goes with the commit.
    return inside && (headers[(int) (offset / 16)] & BUSY) != 0;
  }

  /** Hands a record that {@link #holds} over to the host, or throws it away. */
  public void commit(long record, boolean discard) {
    int at = (int) ((record - base - 2 * HEADER) / 2) >> 3;
    int size = headers[at] & ~BUSY;
    headers[at] = size | (discard ? DISCARD : 0);
    if (size > 0) {
      memory.protect(record, size, Access.NONE);
    }
  }

  /** Copies {@code size} bytes into a new record; 0, or -EAGAIN if it does not fit. */
  public int output(long data, long size) {
    long record = reserve(size);
    if (record == 0) {
      return -Errno.EAGAIN;
    }
    memory.copy(data, record, (int) size);
    commit(record, false);
    return 0;
  }

  /** What a program can ask: bytes not consumed, size, consumer's and producer's position. */
  public long query(long what) {
    if (what < 0 || what > 3) {
      return 0;
    }
    return switch ((int) what) {
      case 0 -> producer - consumer;
      case 1 -> mask + 1L;
      case 2 -> consumer;
      default -> producer;
    };
  }

  /** How many reservations failed since the machine was made. */
  public long lost() {
    return lost;
  }

  /**
   * Hands all records to {@code target} up to the first that a program still holds.
   *
   * @return how many there were
   */
  public int drain(RingConsumer target) {
    int records = 0;
    while (consumer < producer) {
      int header = headers[header(consumer)];
      if ((header & BUSY) != 0) {
        break;
      }
      int size = header & ~DISCARD;
      if ((header & DISCARD) == 0) {
        target.record(data(consumer), size);
        records++;
      }
      consumer += length(size);
    }
    return records;
  }
}
