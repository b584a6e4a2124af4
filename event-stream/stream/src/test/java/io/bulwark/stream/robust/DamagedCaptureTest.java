package io.bulwark.stream.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.fixtures.HostileInputs;
import io.bulwark.fixtures.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged captures give values or problems: never an exception, a hang, or much memory. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DamagedCaptureTest {
  /** Captures damaged on their own; every other one keeps its blocks whole. */
  private static final int CAPTURES = 100_000;

  private static final int EVENTS = 6;
  private static final int CROWDED_CAPTURES = 1_000;
  private static final int CROWD = 100;

  /** Time of the events, in nanoseconds. */
  private static final long START = 1_000_000_000_000L;

  private static final long STEP = 1000;
  private static final long UNDAMAGED_UNTIL = START + EVENTS * STEP;

  private final EventSchema schema = EventSchema.standard();
  private final EveryField fields = new EveryField();

  private RawCapture capture(RandomGenerator random, int events) {
    RawCapture capture = RawCapture.metadata();
    long time = START;
    for (EventType type : RawCapture.shuffledTypes(schema, random).subList(0, events)) {
      capture.event(type, time += STEP, random);
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
  void everyTruncation() throws Exception {
    byte[] plain = capture(Seeds.generator(2), 12).toBytes();
    byte[] gzip = RawCapture.gzip(plain);
    for (byte[] whole : List.of(plain, gzip)) {
      check(
          "truncations",
          HostileInputs.run(
              whole.length,
              length -> Arrays.copyOf(whole, length),
              this::replay,
              HostileInputs.Limits.standard()));
    }
  }

  @Test
  void separatelyDamagedCaptures() throws Exception {
    long seed = Seeds.seed("DamagedCaptureTest, separate", 20261125);
    check("captures", damaged(CAPTURES, seed, this::replay));
  }

  /** One change in each of many events: what damaged ones leave behind meets later ones. */
  @Test
  void capturesFullOfDamagedEvents() throws Exception {
    long seed = Seeds.seed("DamagedCaptureTest, crowded", 20261126);
    check(
        "crowded captures",
        HostileInputs.run(
            CROWDED_CAPTURES,
            i -> crowded(Seeds.generator(seed + i)),
            this::replay,
            HostileInputs.Limits.standard()));
  }

  /** The harness sees a reader that throws, one that hangs, and one that takes much memory. */
  @ParameterizedTest
  @EnumSource(BrokenReader.Fault.class)
  void plantedBugsAreFound(BrokenReader.Fault fault) throws Exception {
    try (BrokenReader broken = new BrokenReader(fault, UNDAMAGED_UNTIL)) {
      HostileInputs.Reader replay = input -> fields.replay(input, false, broken::bind);
      assertThat(undamaged(200, replay).findings()).isEmpty();
      List<HostileInputs.Finding> findings = damaged(5_000, 1, replay).findings();
      assertThat(findings).isNotEmpty().hasOnlyElementsOfType(fault.finding());
      byte[] again = damaged(findings.getFirst().number(), 1);
      assertThatThrownBy(() -> fields.replay(again, false, BrokenReader.throwing(UNDAMAGED_UNTIL)))
          .as("the case can be made again from its number")
          .isInstanceOf(BrokenReader.Planted.class);
    }
  }

  private HostileInputs.Result undamaged(int cases, HostileInputs.Reader reader) throws Exception {
    return HostileInputs.run(
        cases,
        i -> capture(Seeds.generator(i), EVENTS).toBytes(),
        reader,
        HostileInputs.Limits.standard());
  }

  private HostileInputs.Result damaged(int cases, long seed, HostileInputs.Reader reader)
      throws Exception {
    return HostileInputs.run(cases, i -> damaged(i, seed), reader, HostileInputs.Limits.standard());
  }

  private void replay(byte[] capture) throws IOException {
    fields.replay(capture, (capture.length & 1) == 0);
  }

  private static void check(String what, HostileInputs.Result result) {
    System.out.println("damaged " + what + ": " + result);
    assertThat(result.findings()).as(what).isEmpty();
  }

  /** A capture of its own with one damaged event, or with one to four changes anywhere. */
  private byte[] damaged(int number, long seed) {
    RandomGenerator random = Seeds.generator(seed + number);
    RawCapture original = capture(random, EVENTS);
    byte[] damaged = original.toBytes();
    if ((number & 1) == 0) {
      int event = random.nextInt(original.blocks.size() - EVENTS, original.blocks.size());
      mutateEvent(damaged, original.blocks.get(event), original.end(event), random);
      return damaged;
    }
    for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
      mutateAnything(damaged, original, random);
    }
    return random.nextInt(8) == 0 ? RawCapture.gzip(damaged) : damaged;
  }

  private byte[] crowded(RandomGenerator random) {
    RawCapture capture = capture(random, CROWD);
    byte[] damaged = capture.toBytes();
    for (int event = capture.blocks.size() - CROWD; event < capture.blocks.size(); event++) {
      mutateEvent(damaged, capture.blocks.get(event), capture.end(event), random);
    }
    return damaged;
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
    fields.replay(packed.toByteArray(), false);
    assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(160L << 20);
  }
}
