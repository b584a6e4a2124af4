package io.bulwark.verdicts.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.UpdateMode;
import io.bulwark.verdicts.HostKernel;
import io.bulwark.vm.map.InvalidMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.MemoryExhausted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seeded operations on maps of the host kernel and of the machine: the same answers. */
class MapsAgainstKernelTest {
  private static final int OPERATIONS = Integer.getInteger("maps.operations", 20_000);

  @ParameterizedTest
  @CsvSource({
    "HASH, 4, 8, 64, 0",
    "HASH, 4, 8, 64, 1",
    "HASH, 1, 1, 5, 0",
    "HASH, 13, 40, 1, 1",
    "HASH, 600, 5, 33, 0",
    "PERCPU_HASH, 4, 12, 16, 0",
    "PERCPU_HASH, 8, 1, 9, 1",
    "ARRAY, 4, 8, 7, 0",
    "ARRAY, 4, 3, 1, 0",
    "PERCPU_ARRAY, 4, 12, 5, 0",
    "LPM_TRIE, 8, 4, 20, 1",
    "LPM_TRIE, 5, 1, 3, 1",
    "LPM_TRIE, 5, 9, 300, 1",
    "LPM_TRIE, 20, 8, 40, 1",
    "LPM_TRIE, 260, 8, 12, 1"
  })
  void operationsHaveTheSameAnswers(
      MapKind kind, int keySize, int valueSize, int entries, int flags) {
    Libbpf libbpf = HostKernel.require("maps of kind " + kind);
    MapParameters parameters =
        MapParameters.of("pair", kind, keySize, valueSize, entries).withFlags(flags);
    RandomGenerator random =
        Seeds.generator(Seeds.seed("map " + parameters, 7) + parameters.hashCode());
    try (MapPair pair = new MapPair(libbpf, parameters)) {
      List<byte[]> keys = new ArrayList<>();
      for (int i = 0; i < 2 * Math.min(entries, 100) + 2; i++) {
        keys.add(key(random, kind, keySize, entries));
      }
      for (int i = 0; i < OPERATIONS; i++) {
        byte[] key = keys.get(random.nextInt(keys.size()));
        step(pair, random, key, valueSize, "operation " + i);
        if (i % 100 == 0) {
          sameKeys(pair);
        }
      }
      sameKeys(pair);
    }
  }

  private static void step(
      MapPair pair, RandomGenerator random, byte[] key, int valueSize, String what) {
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        byte[] value = value(random, pair.valueBytes(), valueSize, pair.kind());
        UpdateMode mode = UpdateMode.values()[random.nextInt(3)];
        assertThat(pair.updateMachine(key, value, mode))
            .as(what)
            .isEqualTo(pair.updateKernel(key, value, mode));
      }
      case 2 -> assertThat(pair.deleteMachine(key)).as(what).isEqualTo(pair.deleteKernel(key));
      default -> same(what, pair.lookupMachine(key), pair.lookupKernel(key));
    }
  }

  private static void same(String what, Optional<byte[]> machine, Optional<byte[]> kernel) {
    assertThat(machine.map(ByteBuffer::wrap)).as(what).isEqualTo(kernel.map(ByteBuffer::wrap));
  }

  /** Tries and arrays have an order; the order of a hash is its own business. */
  private static void sameKeys(MapPair pair) {
    List<ByteBuffer> machine = pair.keysOfMachine().stream().map(ByteBuffer::wrap).toList();
    List<ByteBuffer> kernel = pair.keysOfKernel().stream().map(ByteBuffer::wrap).toList();
    boolean ordered = pair.kind() == MapKind.LPM_TRIE || pair.kind() == MapKind.ARRAY;
    if (ordered) {
      assertThat(machine).isEqualTo(kernel);
      byte[] absent =
          new byte[pair.keysOfKernel().stream().mapToInt(k -> k.length).max().orElse(0)];
      if (absent.length > 0) {
        absent[0] = 3;
        same("key after", pair.afterMachine(absent), pair.afterKernel(absent));
      }
    } else {
      assertThat(new HashSet<>(machine)).isEqualTo(new HashSet<>(kernel));
      assertThat(machine).hasSameSizeAs(kernel);
    }
  }

  private static byte[] key(RandomGenerator random, MapKind kind, int size, int entries) {
    byte[] key = new byte[size];
    switch (kind) {
      case ARRAY, PERCPU_ARRAY -> key[0] = (byte) random.nextInt(entries + 2);
      case LPM_TRIE -> {
        for (int at = 4; at < size; at++) {
          key[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
        }
        int length = random.nextInt(8 * (size - 4) + 2);
        key[0] = (byte) length;
        key[1] = (byte) (length >> 8);
      }
      default -> random.nextBytes(key);
    }
    return key;
  }

  private static byte[] value(RandomGenerator random, int bytes, int size, MapKind kind) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    int stride = kind.perCpu() ? (size + 7) & ~7 : size;
    for (int at = 0; at < bytes; at++) {
      value[at] = at % stride < size ? value[at] : 0;
    }
    return value;
  }

  /** The kernel's LRU is about, the machine's exact; this holds for both. */
  @ParameterizedTest
  @CsvSource({"LRU_HASH, 512", "LRU_PERCPU_HASH, 512"})
  void anLruNeverRefusesAndKeepsTheNewest(MapKind kind, int entries) {
    Libbpf libbpf = HostKernel.require("LRU maps");
    try (MapPair pair = new MapPair(libbpf, MapParameters.of("lru", kind, 4, 8, entries))) {
      for (int i = 0; i < 5 * entries; i++) {
        byte[] key = ByteBuffer.allocate(4).putInt(i).array();
        byte[] value = new byte[pair.valueBytes()];
        value[0] = (byte) i;
        assertThat(pair.updateKernel(key, value, UpdateMode.ANY)).isZero();
        assertThat(pair.updateMachine(key, value, UpdateMode.ANY)).isZero();
        assertThat(pair.lookupKernel(key)).isPresent();
        same("key " + i, pair.lookupMachine(key), pair.lookupKernel(key));
        assertThat(pair.updateMachine(key, value, UpdateMode.ONLY_NEW))
            .isEqualTo(pair.updateKernel(key, value, UpdateMode.ONLY_NEW));
      }
      assertThat(pair.keysOfKernel().size()).isBetween(1, entries);
      assertThat(pair.keysOfMachine()).hasSize(entries);
    }
  }

  static Stream<MapParameters> shapes() {
    List<MapParameters> shapes = new ArrayList<>();
    for (MapKind kind : MapKind.values()) {
      if (kind.storage() || kind.ofMaps()) {
        continue; // These need types or an inner map, which would be refused first.
      }
      for (int keySize : new int[] {0, 1, 4, 5, 260, 261}) {
        for (int valueSize : new int[] {0, 4, 32 << 10, (32 << 10) + 1}) {
          for (int entries : new int[] {0, 1, 4096, 5000}) {
            for (int flags : new int[] {0, 1, 2, 1 << 7, 1 << 8, 1 << 10, 1 << 12, 1 << 20}) {
              shapes.add(MapParameters.of("m", kind, keySize, valueSize, entries).withFlags(flags));
            }
          }
        }
      }
    }
    return shapes.stream();
  }

  /** Which maps can be made, and the errno where they cannot. */
  @Test
  void theSameMapsAreRefused() {
    Libbpf libbpf = HostKernel.require("map parameters");
    List<String> differences = new ArrayList<>();
    int made = 0;
    for (MapParameters shape : shapes().toList()) {
      // Large maps would only cost time; their small sisters have the same parameters otherwise.
      if ((long) shape.maxEntries() * shape.valueSize() > 1 << 20) {
        continue;
      }
      int kernel = MapPair.errno(() -> close(MapPair.create(libbpf, shape)));
      int machine = errno(shape);
      made += kernel == 0 ? 1 : 0;
      if (kernel != machine) {
        differences.add(shape + ": kernel " + kernel + ", machine " + machine);
      }
    }
    System.out.println("map parameters: " + made + " kinds of maps made");
    assertThat(differences).isEmpty();
    assertThat(made).isGreaterThan(100);
  }

  private static void close(KernelMap map) {
    map.close();
  }

  private static int errno(MapParameters shape) {
    try {
      new MapStore(Memory.ofCapacity(0), 1, 1).create(shape);
      return 0;
    } catch (MemoryExhausted e) {
      return 0; // The map would be made: its parameters are checked before its memory is taken.
    } catch (InvalidMap e) {
      return -e.errno();
    }
  }

  @ParameterizedTest
  @MethodSource("queues")
  void queuesHaveTheSameAnswers(MapKind kind, int entries) {
    Libbpf libbpf = HostKernel.require("queues");
    QueuePair.compare(libbpf, kind, entries, OPERATIONS);
  }

  static Stream<Arguments> queues() {
    return Stream.of(MapKind.QUEUE, MapKind.STACK)
        .flatMap(kind -> Stream.of(1, 3, 8).map(n -> Arguments.of(kind, n)));
  }
}
