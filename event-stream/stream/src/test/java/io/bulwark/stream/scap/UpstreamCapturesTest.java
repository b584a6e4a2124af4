package io.bulwark.stream.scap;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.fixtures.Upstream;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.convert.EventConverter;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.CaptureMetadata;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every public capture reads without a problem, and conversion leaves no old event. */
class UpstreamCapturesTest {
  private final EventSchema schema = EventSchema.standard();

  @TestFactory
  Stream<DynamicTest> everyCaptureReadsWhole() throws IOException {
    Path folder = Upstream.require("captures");
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> reads(file)));
  }

  private void reads(Path file) throws IOException {
    byte[] plain = plain(Files.readAllBytes(file));
    List<CaptureProblem> problems = new ArrayList<>();
    Counts counts = new Counts();
    EventConverter converter = new EventConverter(schema);
    int delivered = 0;
    try (ScapReader reader = ScapReader.open(file, schema, counts, problems::add)) {
      EventRecord record = new EventRecord();
      while (reader.next(record)) {
        EventConverter.Outcome outcome = converter.convert(record);
        assertThat(outcome).isNotEqualTo(EventConverter.Outcome.UNKNOWN);
        if (outcome == EventConverter.Outcome.DELIVER) {
          delivered++;
          EventType type = schema.type(record.type());
          assertThat(type.is(EventType.Flag.OLD_VERSION) && !type.isEnter()).isFalse();
        }
      }
      assertThat(problems).isEmpty();
      assertThat(reader.eventBlocks()).isEqualTo(countEvents(plain));
    }
    assertThat(delivered).isPositive();
    assertThat(counts.sections).isEqualTo(1);
    assertThat(counts.threads).isPositive();
    assertThat(counts.descriptors).isPositive();
  }

  private static byte[] plain(byte[] bytes) throws IOException {
    if (bytes[0] != 0x1f) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  /** The obvious second count: walk the blocks, count the ids of event blocks. */
  private static long countEvents(byte[] plain) {
    ByteBuffer in = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    long count = 0;
    for (int at = 0; at + 8 <= plain.length; at += in.getInt(at + 4)) {
      int type = in.getInt(at);
      if (List.of(0x204, 0x208, 0x216, 0x217, 0x221, 0x222).contains(type)) {
        count++;
      }
    }
    return count;
  }

  private static final class Counts implements CaptureMetadata {
    int sections;
    int threads;
    int descriptors;
    int users;

    @Override
    public void section() {
      sections++;
    }

    @Override
    public void machine(String hostname, int cpus, long memory, long bootTime) {
      assertThat(hostname).isNotEmpty();
      assertThat(cpus).isPositive();
    }

    @Override
    public void thread(ThreadInfo thread) {
      assertThat(thread.tid).isPositive();
      threads++;
    }

    @Override
    public void descriptor(long tid, long fd, FdInfo info) {
      descriptors++;
    }

    @Override
    public void user(long uid, long gid, ByteSlice name, ByteSlice home, ByteSlice shell) {
      users++;
    }

    @Override
    public void group(long gid, ByteSlice name) {}

    @Override
    public void networkInterface(ByteSlice name, IpAddress address, IpAddress netmask) {}
  }
}
