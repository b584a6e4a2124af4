package io.bulwark.kernel.ring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** A ring in this JVM's memory with a producer that follows the kernel's protocol. */
final class MemoryRing {
  static final int BUSY = 1 << 31;
  static final int DISCARD = 1 << 30;
  private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();

  final MemorySegment consumer;
  final MemorySegment producer;
  final MemorySegment data;
  private final long size;

  MemoryRing(Arena arena, long size, long start) {
    this.size = size;
    consumer = arena.allocate(8, 64);
    producer = arena.allocate(8, 64);
    data = arena.allocate(2 * size, 64);
    consumer.set(ValueLayout.JAVA_LONG, 0, start);
    producer.set(ValueLayout.JAVA_LONG, 0, start);
  }

  RingCursor cursor() {
    return new RingCursor(consumer, producer, data);
  }

  /** The position of a busy record, or -1 if there is no room. */
  synchronized long reserve(int length) {
    long position = (long) POSITION.get(producer, 0L);
    long next = position + ((length + 15L) & ~7L);
    if (next - (long) POSITION.getAcquire(consumer, 0L) > size - 1) {
      return -1;
    }
    WORD.setVolatile(data, position & (size - 1), length | BUSY);
    POSITION.setRelease(producer, 0L, next);
    return position;
  }

  /** Writes payload bytes, as if through the doubly mapped area. */
  void fill(long position, int length, long value) {
    for (long at = 0; at + 8 <= length; at += 8) {
      data.set(ValueLayout.JAVA_LONG, payload(position) + at, value + at);
    }
  }

  long payload(long position) {
    return (position & (size - 1)) + RingCursor.HEADER;
  }

  void commit(long position, int length, boolean keep) {
    header(position, keep ? length : length | DISCARD);
  }

  void header(long position, int value) {
    WORD.getAndSet(data, position & (size - 1), value);
  }

  boolean write(int length, long value) {
    long position = reserve(length);
    if (position < 0) {
      return false;
    }
    fill(position, length, value);
    commit(position, length, true);
    return true;
  }

  long consumed() {
    return (long) POSITION.getAcquire(consumer, 0L);
  }

  void producedTo(long position) {
    POSITION.setRelease(producer, 0L, position);
  }
}
