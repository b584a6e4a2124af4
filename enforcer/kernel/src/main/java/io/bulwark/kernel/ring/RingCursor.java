package io.bulwark.kernel.ring;

import io.bulwark.kernel.error.RingCorrupted;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * A consumer's place in a ring, over any three areas of memory. For one thread at a time.
 *
 * <p>Memory order, against kernel/bpf/ringbuf.c: the producer moves its position with release after
 * the header says busy, and commits a record by exchanging the header, so an acquire of the
 * position and then of the header makes the payload visible. Our position moves with release, after
 * the last read of the payload.
 */
public final class RingCursor {
  /** Bytes before a payload. */
  public static final int HEADER = 8;

  private static final int DISCARDED = 1 << 30;
  private static final int LENGTH = DISCARDED - 1;

  /** Bytes between two moves of the consumer position. */
  private static final long STRIDE = 1 << 15;

  private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment consumer;
  private final MemorySegment producer;
  private final MemorySegment data;
  private final long size;

  private long records;
  private long discarded;
  private long bytes;

  /**
   * A cursor that goes on where the consumer position stands.
   *
   * @param consumer 8 bytes, read and written
   * @param producer 8 bytes, read
   * @param data twice the ring's size, a power of two: the ring and again the ring
   */
  public RingCursor(MemorySegment consumer, MemorySegment producer, MemorySegment data) {
    this.consumer = consumer;
    this.producer = producer;
    this.data = data;
    this.size = data.byteSize() / 2;
    if (size < HEADER || Long.bitCount(size) != 1 || data.byteSize() % 2 != 0) {
      throw new IllegalArgumentException("a ring of " + size + " bytes");
    }
  }

  /**
   * Hands out committed records until one is busy, none is left or {@code limit} is reached: how
   * many. Records that arrive meanwhile may be left for the next call.
   *
   * @throws RingCorrupted if positions or a length make no sense; the position stays before it
   */
  public int drain(RecordHandler handler, int limit) {
    long position = (long) POSITION.get(consumer, 0L);
    long end = (long) POSITION.getAcquire(producer, 0L);
    checkPositions(position, end);
    long start = records;
    while (position < end && records - start < limit) {
      long stop = limit - (records - start) < STRIDE ? position + 1 : position + STRIDE;
      long next = stride(handler, position, Math.min(stop, end), end);
      if (next == position) {
        break; // reserved, not committed yet
      }
      position = next;
    }
    return (int) (records - start);
  }

  /**
   * Hands out the records that start before {@code stop}: the position behind the last one.
   *
   * <p>Record by record would cost a fence each, which keeps the compiler from holding anything in
   * registers, and a wait for each header before the next record's place is known. So a run of
   * equal headers, which most records are in, is found first, and then handed out after one fence.
   * The data are mapped twice: within a stride no place wraps.
   */
  private long stride(RecordHandler handler, long start, long stop, long end) {
    MemorySegment ring = data;
    long first = start & (size - 1);
    long at = first;
    long stopAt = first + (stop - start);
    long endAt = first + (end - start);
    int taken = 0;
    int skipped = 0;
    long total = 0;
    try {
      while (at < stopAt) {
        int header = (int) WORD.getAcquire(ring, at);
        if (header < 0) {
          break; // reserved, not committed yet
        }
        int length = header & LENGTH;
        long step = (length + (HEADER + 7L)) & ~7L;
        if (at + step > endAt) {
          throw beyond(start + (at - first), start + (at - first) + step, end);
        }
        long behind = run(ring, at, header, step, stopAt, endAt);
        VarHandle.acquireFence();
        if ((header & DISCARDED) != 0) {
          skipped += (int) ((behind - at) / step);
          at = behind;
        }
        while (at < behind) {
          long payload = at + HEADER;
          at += step;
          taken++;
          total += length;
          handler.onRecord(ring, payload, length);
        }
      }
    } finally {
      // Also when the handler throws: its record must not come again for ever.
      POSITION.setRelease(consumer, 0L, start + (at - first));
      records += taken;
      discarded += skipped;
      bytes += total;
    }
    return start + (at - first);
  }

  /** Behind the last record from {@code at} on that has the same header. */
  private static long run(MemorySegment ring, long at, int header, long step, long stop, long end) {
    long last = Math.min(stop - 1, end - step);
    long next = at + step;
    while (next <= last && ring.get(ValueLayout.JAVA_INT, next) == header) {
      next += step;
    }
    return next;
  }

  private static RingCorrupted beyond(long position, long next, long end) {
    return new RingCorrupted(
        "record of "
            + (next - position - HEADER)
            + " bytes and padding, but the producer is only "
            + (end - position)
            + " ahead",
        position);
  }

  private void checkPositions(long position, long end) {
    if ((position & 7) != 0 || end - position < 0 || end - position > size) {
      throw new RingCorrupted(
          "consumer at " + position + ", producer at " + end + ", ring of " + size, position);
    }
  }

  /**
   * Whether anything is there that {@link #drain} may not have seen. Between the last move of the
   * consumer position and a sleep: the producer wakes only a consumer that it sees waiting at its
   * record, so both must not look at old values.
   */
  public boolean mayHaveMore() {
    VarHandle.fullFence();
    long position = (long) POSITION.get(consumer, 0L);
    return (long) POSITION.getAcquire(producer, 0L) != position
        && (int) WORD.getAcquire(data, position & (size - 1)) >= 0;
  }

  /** Bytes between consumer and producer now, headers and padding included. */
  public long backlog() {
    return (long) POSITION.getAcquire(producer, 0L) - (long) POSITION.get(consumer, 0L);
  }

  /** Records handed out. */
  public long records() {
    return records;
  }

  /** Records that the producer gave up, skipped here. */
  public long discarded() {
    return discarded;
  }

  /** Payload bytes handed out. */
  public long bytes() {
    return bytes;
  }
}
