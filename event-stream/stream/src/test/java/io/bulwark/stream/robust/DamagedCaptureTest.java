package io.bulwark.stream.robust;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.fixtures.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged captures give values or problems: never an exception, a hang, or much memory. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DamagedCaptureTest {
  private static final int MUTATIONS_ANYWHERE = 20_000;
  private static final int MUTATIONS_OF_EVENTS = 100_000;
  private static final int MUTATED_AT_ONCE = 100;
  private static final int EVENTS = 6;

  /** Each damaged capture reads one field of so many: 1 is every field. */
  private static final int SHARES = 1;

  private static final long SECOND = 1_000_000_000L;

  private final EventSchema schema = EventSchema.standard();
  private final EveryField fields = new EveryField();

  private RawCapture capture(RandomGenerator random, int events) {
    RawCapture capture = RawCapture.metadata();
    long time = 1_000_000_000_000L;
    for (EventType type : RawCapture.shuffledTypes(schema, random).subList(0, events)) {
      capture.event(type, time += 1000, random);
    }
    return capture;
  }

  @Test
  void everyEventTypeReadsUndamaged() throws IOException {
    assertThat(fields.count()).isGreaterThan(400);
    RandomGenerator random = Seeds.generator(1);
    for (int i = 0; i < 8; i++) {
      byte[] capture = capture(random, schema.size()).toBytes();
      fields.replay(capture, (i & 1) == 0);
    }
  }

  @Test
  void everyTruncation() throws IOException {
    RandomGenerator random = Seeds.generator(2);
    byte[] plain = capture(random, 12).toBytes();
    byte[] gzip = RawCapture.gzip(plain);
    for (byte[] whole : List.of(plain, gzip)) {
      for (int length = 0; length < whole.length; length++) {
        check(Arrays.copyOf(whole, length), length % SHARES, "truncated to " + length);
      }
    }
  }

  /** One change anywhere, also where it ends the replay. */
  @Test
  void mutationsOfAnything() {
    long seed = Seeds.seed("DamagedCaptureTest, anything", 20261125);
    List<RawCapture> originals = new ArrayList<>();
    RandomGenerator first = Seeds.generator(seed);
    for (int i = 0; i < 50; i++) {
      originals.add(capture(first, EVENTS));
    }
    for (int i = 0; i < MUTATIONS_ANYWHERE; i++) {
      RandomGenerator random = Seeds.generator(seed + i);
      RawCapture original = originals.get(i % originals.size());
      byte[] damaged = original.toBytes();
      for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
        mutateAnything(damaged, original, random);
      }
      byte[] input = i % 16 == 0 ? RawCapture.gzip(damaged) : damaged;
      check(input, i % SHARES, "seed " + seed + ", case " + i);
    }
  }

  /** One change in each of many events: their blocks stay whole, so that all are read. */
  @Test
  void mutationsOfEvents() {
    long seed = Seeds.seed("DamagedCaptureTest, events", 20261126);
    for (int i = 0; i * MUTATED_AT_ONCE < MUTATIONS_OF_EVENTS; i++) {
      RandomGenerator random = Seeds.generator(seed + i);
      RawCapture capture = capture(random, MUTATED_AT_ONCE);
      byte[] damaged = capture.toBytes();
      int events = capture.blocks.size() - MUTATED_AT_ONCE;
      for (int event = events; event < capture.blocks.size(); event++) {
        int end =
            event + 1 < capture.blocks.size() ? capture.blocks.get(event + 1) : damaged.length;
        mutateEvent(damaged, capture.blocks.get(event), end, random);
      }
      check(damaged, i % SHARES, "seed " + seed + ", case " + i);
    }
  }

  private void check(byte[] capture, int share, String what) {
    long start = System.nanoTime();
    try {
      fields.replay(capture, (capture.length & 1) == 0, share, SHARES);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
    assertThat(System.nanoTime() - start).as(what).isLessThan(SECOND);
  }

  private void mutateAnything(byte[] out, RawCapture capture, RandomGenerator random) {
    int block = capture.blocks.get(random.nextInt(capture.blocks.size()));
    switch (random.nextInt(5)) {
      case 0 -> put(out, block, 4, blockId(random));
      case 1 -> put(out, block + 4, 4, number(random));
      case 2 -> put(out, random.nextInt(out.length), 4, number(random));
      case 3 -> put(out, random.nextInt(out.length), 1, random.nextInt(256));
      default -> mutateEvent(out, block, out.length, random);
    }
  }

  /** Changes the length, type, count, a parameter's length, or any byte of one event. */
  private void mutateEvent(byte[] out, int block, int end, RandomGenerator random) {
    int header = block + 8 + 2;
    switch (random.nextInt(6)) {
      case 0 -> put(out, header + 16, 4, number(random));
      case 1 -> put(out, header + 20, 2, random.nextInt(schema.size() + 2));
      case 2 -> put(out, header + 22, 4, random.nextInt(40));
      case 3 -> put(out, header + 26 + 2 * random.nextInt(3), 2, random.nextInt(24));
      default -> put(out, random.nextInt(header, end), 1, random.nextInt(256));
    }
  }

  private static int blockId(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0x201 + random.nextInt(0x24);
      case 1 -> 0x8000ABCD + (random.nextInt(0x15) << 16);
      default -> random.nextInt();
    };
  }

  private static int number(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(64);
      case 1 -> 1 << random.nextInt(32);
      case 2 -> -random.nextInt(1, 64);
      default -> random.nextInt();
    };
  }

  private static void put(byte[] out, int at, int size, int value) {
    for (int i = 0; i < size && at + i < out.length; i++) {
      out[at + i] = (byte) (value >>> (8 * i));
    }
  }

  @Test
  void gzipBombIsReadInBoundedMemory() throws IOException {
    byte[] start = RawCapture.metadata().toBytes();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(start);
      byte[] block = new byte[1 << 20];
      put(block, 0, 4, 0x7777);
      put(block, 4, 4, block.length);
      for (int i = 0; i < 300; i++) {
        gzip.write(block);
      }
      put(block, 4, 4, Integer.MAX_VALUE); // one block that claims two gigabytes
      gzip.write(block);
    }
    assertThat(packed.size()).isLessThan(4 << 20);
    System.gc();
    long before = Runtime.getRuntime().totalMemory();
    fields.replay(packed.toByteArray(), false, 0, SHARES);
    assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(160L << 20);
  }
}
