package io.bulwark.kernel.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.Condition;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.RingProgram;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.ResourceClosed;
import io.bulwark.kernel.load.Bytes;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.kernel.load.MappedArray;
import io.bulwark.kernel.load.TestRun;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Events of real BPF programs, written under test runs. */
class RingReaderTest {
  private static final int RING = 1 << 16;
  private static final byte[] PACKET = new byte[64];

  private static KernelMap counters(Libbpf libbpf) {
    return MapSpec.of(MapType.ARRAY, "counters", 4, 8, 2)
        .withFlags(MapSpec.MMAPABLE)
        .create(libbpf);
  }

  @Test
  void eventsOfAProgramArriveInOrder() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelMap counters = counters(libbpf);
        MappedArray values = counters.mapped();
        KernelProgram program = RingProgram.events(64, 100).load(libbpf, ring, counters);
        RingReader reader = RingReader.open(ring, Drops.in(values, 1))) {
      assertThat(program.run(PACKET)).isEqualTo(100);
      assertThat(numbers(reader)).hasSize(100).first().isEqualTo(0L);
      program.run(PACKET);
      assertThat(numbers(reader)).hasSize(100).last().isEqualTo(199L);
      assertThat(reader.statistics()).isEqualTo(new RingStatistics(200, 12_800, 0, 0));
    }
  }

  private static List<Long> numbers(RingReader reader) {
    List<Long> numbers = new ArrayList<>();
    reader.drain((data, offset, length) -> numbers.add(data.get(ValueLayout.JAVA_LONG, offset)));
    return numbers;
  }

  @Test
  void whatDoesNotFitIsCountedByTheProducer() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelMap counters = counters(libbpf);
        MappedArray values = counters.mapped();
        KernelProgram program = RingProgram.events(64, 100).load(libbpf, ring, counters);
        RingReader reader = RingReader.open(ring, Drops.in(values, 1))) {
      program.testRun(TestRun.packet(PACKET).repeated(10));
      List<Long> numbers = numbers(reader);
      assertThat(numbers).hasSizeBetween(RING / 72 - 1, RING / 72);
      assertThat(reader.statistics().dropped()).isEqualTo(1_000 - numbers.size());
    }
  }

  @Test
  void recordsOfAllSizesWrapAroundARealRing() {
    Libbpf libbpf = HostKernel.require();
    for (int size : new int[] {8, 24, 40, 1_000, 4_000}) {
      try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
          KernelMap counters = counters(libbpf);
          KernelProgram program = RingProgram.events(size, 7).load(libbpf, ring, counters);
          RingReader reader = RingReader.open(ring)) {
        long expected = 0;
        for (int i = 0; i < 60; i++) {
          program.run(PACKET);
          for (long number : numbers(reader)) {
            assertThat(number).isEqualTo(expected++);
          }
        }
        assertThat(expected).isEqualTo(420);
        assertThat(reader.statistics().bytes()).isEqualTo(420L * size);
      }
    }
  }

  @Test
  void aWaitingReaderIsWokenByTheKernel() throws InterruptedException {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelMap counters = counters(libbpf);
        KernelProgram program = RingProgram.events(64, 1).waking().load(libbpf, ring, counters);
        RingReader reader = RingReader.open(ring)) {
      for (int i = 0; i < 50; i++) {
        Thread producer = Thread.ofPlatform().start(() -> runSoon(program));
        int taken = reader.poll((data, offset, length) -> {}, 20_000);
        producer.join();
        assertThat(taken).isEqualTo(1);
      }
      assertThat(reader.poll((data, offset, length) -> {}, 10)).isZero();
    }
  }

  private static void runSoon(KernelProgram program) {
    Thread.yield();
    program.run(PACKET);
  }

  @Test
  void aCallEndsAWait() throws InterruptedException {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        RingReader reader = RingReader.open(ring)) {
      reader.wake();
      assertThat(reader.poll((data, offset, length) -> {}, -1)).isZero();
      Thread caller = Thread.ofPlatform().start(reader::wake);
      assertThat(reader.poll((data, offset, length) -> {}, -1)).isZero();
      caller.join();
    }
  }

  @Test
  void closingEndsAWaitAndReleasesEverything() throws InterruptedException {
    Libbpf libbpf = HostKernel.require();
    RingReader.class.getName();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf)) {
      RingReader.open(ring).close();
      long before = HostKernel.openDescriptors();
      RingReader reader = RingReader.open(ring);
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  while (true) {
                    reader.poll((data, offset, length) -> {}, -1);
                  }
                } catch (ResourceClosed e) {
                  end.set(e);
                }
              });
      TimeUnit.MILLISECONDS.sleep(20);
      reader.close();
      reader.close();
      waiting.join(10_000);
      assertThat(waiting.isAlive()).isFalse();
      assertThat(end.get()).hasMessage("ring buffer reader `ring` is closed");
      reader.wake();
      assertThat(HostKernel.openDescriptors()).isEqualTo(before);
      assertThatThrownBy(() -> reader.drain((data, offset, length) -> {}))
          .isInstanceOf(ResourceClosed.class);
    }
  }

  @Test
  void aHandlerMayClose() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelMap counters = counters(libbpf);
        KernelProgram program = RingProgram.events(64, 3).load(libbpf, ring, counters)) {
      RingReader reader = RingReader.open(ring);
      program.run(PACKET);
      assertThat(reader.drain((data, offset, length) -> reader.close())).isEqualTo(3);
      assertThatThrownBy(() -> reader.drain((data, offset, length) -> {}))
          .isInstanceOf(ResourceClosed.class);
    }
  }

  @Test
  void aSecondConsumerIsToldSo() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
        KernelMap counters = counters(libbpf);
        KernelProgram program = RingProgram.events(64, 1).load(libbpf, ring, counters);
        RingReader reader = RingReader.open(ring)) {
      program.run(PACKET);
      assertThatThrownBy(() -> reader.drain((d, o, l) -> reader.drain((d2, o2, l2) -> {})))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("one consumer");
    }
  }

  @Test
  void theReaderOutlivesTheMapsOwner() {
    Libbpf libbpf = HostKernel.require();
    KernelMap ring = MapSpec.ring("ring", RING).create(libbpf);
    try (RingReader reader = RingReader.open(ring);
        KernelMap counters = counters(libbpf);
        KernelProgram program = RingProgram.events(64, 5).waking().load(libbpf, ring, counters)) {
      ring.close();
      program.run(PACKET);
      assertThat(reader.poll((data, offset, length) -> {}, 10_000)).isEqualTo(5);
    }
  }

  @Test
  void onlyRingsAreRead() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap counters = counters(libbpf)) {
      counters.update(Bytes.ofInt(0), Bytes.ofLong(Condition.values().length));
      long before = HostKernel.openDescriptors();
      assertThatThrownBy(() -> RingReader.open(counters))
          .isInstanceOf(KernelCallFailed.class)
          .hasMessageContaining("it is not a ring buffer");
      assertThat(HostKernel.openDescriptors()).isEqualTo(before);
    }
  }
}
