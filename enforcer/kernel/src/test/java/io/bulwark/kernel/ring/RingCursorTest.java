package io.bulwark.kernel.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.bulwark.fixtures.Seeds;
import io.bulwark.kernel.error.RingCorrupted;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumer's algorithm over memory of this JVM. */
class RingCursorTest {
  private static final RecordHandler NONE =
      (ring, offset, length) -> {
        throw new AssertionError("a record of " + length + " at " + offset);
      };

  private final Arena arena = Arena.ofAuto();

  private MemoryRing ring(long size) {
    return new MemoryRing(arena, size, 0);
  }

  @Test
  void recordsOfEverySizeComeBackWhole() {
    int size = 4096;
    MemoryRing ring = ring(size);
    RingCursor cursor = ring.cursor();
    // Lengths 0 to the largest, so that records start and end at every place of the ring.
    for (int length = 0; length <= size - 16; length++) {
      int expected = length;
      assertThat(ring.write(length, 1_000 + length)).isTrue();
      int taken =
          cursor.drain(
              (data, offset, found) -> {
                assertThat(found).isEqualTo(expected);
                for (long at = 0; at + 8 <= found; at += 8) {
                  if (data.get(ValueLayout.JAVA_LONG, offset + at) != 1_000 + expected + at) {
                    throw new AssertionError("length " + expected + " differs at " + at);
                  }
                }
              },
              10);
      assertThat(taken).isEqualTo(1);
    }
    assertThat(cursor.records()).isEqualTo(size - 15);
    assertThat(cursor.backlog()).isZero();
  }

  @Test
  void busyRecordsStopTheConsumerUntilTheyAreCommitted() {
    MemoryRing ring = ring(4096);
    RingCursor cursor = ring.cursor();
    long first = ring.reserve(16);
    assertThat(ring.write(16, 2)).isTrue();
    assertThat(cursor.drain(NONE, 10)).isZero();
    assertThat(cursor.mayHaveMore()).isFalse();
    ring.fill(first, 16, 1);
    ring.commit(first, 16, true);
    assertThat(cursor.mayHaveMore()).isTrue();
    assertThat(values(cursor)).containsExactly(1L, 2L);
    assertThat(cursor.mayHaveMore()).isFalse();
  }

  private static List<Long> values(RingCursor cursor) {
    List<Long> values = new ArrayList<>();
    cursor.drain(
        (data, offset, length) -> values.add(data.get(ValueLayout.JAVA_LONG, offset)), 1_000);
    return values;
  }

  @Test
  void discardedRecordsAreSkippedAndCounted() {
    MemoryRing ring = ring(4096);
    RingCursor cursor = ring.cursor();
    ring.commit(ring.reserve(100), 100, false);
    assertThat(ring.write(8, 7)).isTrue();
    ring.commit(ring.reserve(24), 24, false);
    assertThat(values(cursor)).containsExactly(7L);
    assertThat(cursor.discarded()).isEqualTo(2);
    assertThat(cursor.records()).isEqualTo(1);
    assertThat(cursor.bytes()).isEqualTo(8);
    assertThat(cursor.backlog()).isZero();
  }

  @Test
  void theLimitLeavesTheRest() {
    MemoryRing ring = ring(4096);
    RingCursor cursor = ring.cursor();
    for (int i = 0; i < 10; i++) {
      assertThat(ring.write(8, i)).isTrue();
    }
    AtomicInteger count = new AtomicInteger();
    assertThat(cursor.drain((data, offset, length) -> count.incrementAndGet(), 3)).isEqualTo(3);
    assertThat(ring.consumed()).isEqualTo(48);
    assertThat(values(cursor)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aThrowingHandlerLosesItsRecordOnly() {
    MemoryRing ring = ring(4096);
    RingCursor cursor = ring.cursor();
    assertThat(ring.write(8, 1)).isTrue();
    assertThat(ring.write(8, 2)).isTrue();
    assertThatThrownBy(() -> cursor.drain(NONE, 10)).isInstanceOf(AssertionError.class);
    assertThat(values(cursor)).containsExactly(2L);
  }

  @Test
  void positionsGoOnForEver() {
    // Far beyond 2^32 bytes, and over a wrap of the ring.
    MemoryRing ring = new MemoryRing(arena, 4096, (1L << 40) + 4096 - 8);
    RingCursor cursor = ring.cursor();
    for (int i = 0; i < 1_000; i++) {
      assertThat(ring.write(8 * (i % 50), i)).isTrue();
      assertThat(cursor.drain((data, offset, length) -> {}, 10)).isEqualTo(1);
    }
  }

  @Test
  void aLengthBeyondTheProducerIsCorruptionNotACrash() {
    for (int length : new int[] {9, 16, 4096, 1 << 20, (1 << 30) - 1}) {
      MemoryRing ring = ring(4096);
      RingCursor cursor = ring.cursor();
      assertThat(ring.write(8, 1)).isTrue();
      ring.header(0, length);
      assertThatThrownBy(() -> cursor.drain(NONE, 10))
          .isInstanceOfSatisfying(RingCorrupted.class, e -> assertThat(e.position()).isZero())
          .hasMessage(
              "ring buffer is corrupt at position 0: record of "
                  + ((length + 7) / 8 * 8)
                  + " bytes and padding, but the producer is only 16 ahead");
      assertThat(ring.consumed()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-8, 4104, Long.MAX_VALUE, Long.MIN_VALUE})
  void impossiblePositionsAreCorruption(long producer) {
    MemoryRing ring = ring(4096);
    RingCursor cursor = ring.cursor();
    ring.producedTo(producer);
    assertThatThrownBy(() -> cursor.drain(NONE, 10)).isInstanceOf(RingCorrupted.class);
  }

  @Test
  void anyHeaderIsARecordOrCorruption() {
    RandomGenerator random = Seeds.generator(Seeds.seed("ring headers", 20261125));
    for (int round = 0; round < 20_000; round++) {
      MemoryRing ring = ring(256);
      RingCursor cursor = ring.cursor();
      for (long at = 0; at < 256; at += 8) {
        ring.header(at, random.nextInt() >>> random.nextInt(32));
      }
      ring.producedTo(8L * random.nextInt(33));
      try {
        cursor.drain(RingCursorTest::touch, 100);
      } catch (RingCorrupted e) {
        assertThat(e.position()).isBetween(0L, 256L);
      }
    }
  }

  private static void touch(MemorySegment data, long offset, int length) {
    assertThat(data.asSlice(offset, length).byteSize()).isEqualTo(length);
  }

  @Test
  void sizesThatAreNoPowerOfTwoAreRefused() {
    MemorySegment word = arena.allocate(8, 8);
    for (long size : new long[] {0, 8, 24, 4095 * 2}) {
      assertThatThrownBy(() -> new RingCursor(word, word, arena.allocate(size, 8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Two producers commit out of order while the consumer runs: nothing lost, mixed or doubled. */
  @Test
  void producersAndConsumerAtOnce() throws InterruptedException {
    MemoryRing ring = ring(1 << 14);
    RingCursor cursor = ring.cursor();
    int each = 100_000;
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      long base = (long) p << 32;
      producers.add(Thread.ofPlatform().start(() -> produce(ring, base, each)));
    }
    long[] next = new long[2];
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (next[0] + next[1] < 2L * each) {
      int taken = cursor.drain((data, offset, length) -> verify(data, offset, length, next), 1_000);
      if (taken == 0) {
        Thread.yield();
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
    for (Thread producer : producers) {
      producer.join();
    }
    assertThat(cursor.backlog() == 0 || cursor.drain(NONE, 10) == 0).isTrue();
    assertThat(cursor.records()).isEqualTo(2L * each);
    assertThat(cursor.discarded()).isPositive();
  }

  private static void produce(MemoryRing ring, long base, int count) {
    RandomGenerator random = Seeds.generator(base + 1);
    for (int i = 0; i < count; ) {
      int length = 8 + 8 * random.nextInt(20);
      long position = ring.reserve(length);
      if (position < 0) {
        Thread.yield();
        continue;
      }
      boolean keep = random.nextInt(50) != 0;
      ring.fill(position, length, (base + i) << 8);
      ring.commit(position, length, keep);
      i += keep ? 1 : 0;
    }
  }

  private static void verify(MemorySegment data, long offset, int length, long[] next) {
    long tag = data.get(ValueLayout.JAVA_LONG, offset) >>> 8;
    int producer = (int) (tag >>> 32);
    if ((int) tag != next[producer]) {
      throw new AssertionError(
          "producer " + producer + ": " + (int) tag + " for " + next[producer]);
    }
    next[producer]++;
    for (long at = 0; at + 8 <= length; at += 8) {
      if (data.get(ValueLayout.JAVA_LONG, offset + at) != (tag << 8) + at) {
        throw new AssertionError("torn record of producer " + producer);
      }
    }
  }

  @Test
  void nothingIsAllocatedPerRecord() {
    MemoryRing ring = ring(1 << 16);
    RingCursor cursor = ring.cursor();
    long[] sum = new long[1];
    RecordHandler handler =
        (data, offset, length) -> sum[0] += data.get(ValueLayout.JAVA_LONG, offset);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long records = 0;
    for (int round = 0; round < 400; round++) {
      while (ring.write(64, 1)) {
        // until it is full
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      records = cursor.drain(handler, Integer.MAX_VALUE);
      best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(records).isGreaterThan(800);
    assertThat(best).isZero();
    assertThat(sum[0]).isPositive();
  }
}
