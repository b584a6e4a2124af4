package io.bulwark.vm.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Seeds;
import io.bulwark.vm.memory.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeded operations on a map and on a simple model of it: all answers and contents agree. */
class KeyedMapModelTest {
  private static final int OPERATIONS = 20_000;

  private final MapStore store = new MapStore(Memory.ofCapacity(1 << 20), 3, 16);

  private HostMap host(MapParameters parameters) {
    return new HostMap(store, (KeyedMap) store.create(parameters));
  }

  private static ByteBuffer key(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "HASH, 1, 1, 5",
    "HASH, 4, 8, 64",
    "HASH, 8, 3, 17",
    "HASH, 13, 40, 1",
    "HASH, 600, 5, 33",
    "PERCPU_HASH, 4, 12, 16",
    "LRU_HASH, 4, 8, 8",
    "LRU_PERCPU_HASH, 3, 9, 5"
  })
  void hashesAgreeWithTheModel(MapKind kind, int keySize, int valueSize, int entries) {
    HostMap map = host(MapParameters.of("m", kind, keySize, valueSize, entries));
    Map<ByteBuffer, byte[]> model = new LinkedHashMap<>();
    RandomGenerator random = Seeds.generator(Seeds.seed("map model " + kind, keySize));
    List<byte[]> keys = keys(random, keySize, 2 * entries + 2);
    for (int i = 0; i < OPERATIONS; i++) {
      byte[] k = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          byte[] v = value(random, map, valueSize);
          int flags = random.nextInt(4);
          assertThat(map.update(k, v, flags)).isEqualTo(update(model, kind, entries, k, v, flags));
        }
        case 2 -> assertThat(map.delete(k)).isEqualTo(model.remove(key(k)) == null ? -2 : 0);
        default -> assertThat(map.lookup(k).orElse(null)).isEqualTo(model.get(key(k)));
      }
      if (i % 50 == 0) {
        assertThat(map.keys().stream().map(ByteBuffer::wrap).toList())
            .containsExactlyInAnyOrderElementsOf(model.keySet());
      }
    }
  }

  private static int update(
      Map<ByteBuffer, byte[]> model, MapKind kind, int entries, byte[] k, byte[] v, int flags) {
    boolean there = model.containsKey(key(k));
    if (flags > 2) {
      return -22;
    }
    if (there ? flags == 1 : flags == 2) {
      return there ? -17 : -2;
    }
    if (!there && model.size() == entries) {
      if (!kind.lru()) {
        return -7;
      }
      model.remove(model.keySet().iterator().next());
    }
    model.remove(key(k));
    model.put(key(k), v);
    return 0;
  }

  private static List<byte[]> keys(RandomGenerator random, int size, int count) {
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[size];
      random.nextBytes(key);
      keys.add(key);
    }
    return keys;
  }

  /** Random bytes, zeros where a CPU's value is rounded up. */
  private static byte[] value(RandomGenerator random, HostMap map, int valueSize) {
    byte[] value = new byte[map.valueBytes()];
    random.nextBytes(value);
    int stride = value.length == valueSize ? valueSize : (valueSize + 7) & ~7;
    for (int at = 0; at < value.length; at++) {
      value[at] = at % stride < valueSize ? value[at] : 0;
    }
    return value;
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "1, 300", "2, 40", "4, 64", "16, 20", "256, 9"})
  void triesAgreeWithTheModel(int dataSize, int entries) {
    int keySize = 4 + dataSize;
    HostMap map =
        host(
            MapParameters.of("m", MapKind.LPM_TRIE, keySize, 4, entries)
                .withFlags(MapParameters.NO_PREALLOC));
    PrefixModel model = new PrefixModel(entries);
    RandomGenerator random = Seeds.generator(Seeds.seed("trie model", dataSize));
    List<byte[]> keys = new ArrayList<>();
    for (int i = 0; i < 2 * entries + 2; i++) {
      keys.add(PrefixModel.key(random, dataSize));
    }
    for (int i = 0; i < OPERATIONS / 2; i++) {
      byte[] k = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          byte[] v = value(random, map, 4);
          int flags = random.nextInt(4);
          assertThat(map.update(k, v, flags)).isEqualTo(model.update(k, v, flags));
        }
        case 2 -> assertThat(map.delete(k)).isEqualTo(model.delete(k));
        default -> {
          byte[] probe = random.nextBoolean() ? k : PrefixModel.key(random, dataSize);
          assertThat(map.lookup(probe).orElse(null)).isEqualTo(model.lookup(probe));
        }
      }
      if (i % 50 == 0) {
        assertThat(map.keys().stream().map(ByteBuffer::wrap).toList())
            .isEqualTo(model.ordered().stream().map(ByteBuffer::wrap).toList());
      }
    }
  }

  @Test
  void arraysHaveAllEntriesFromTheBeginning() {
    HostMap map = host(MapParameters.of("a", MapKind.PERCPU_ARRAY, 4, 5, 3));
    byte[] two = {2, 0, 0, 0};
    byte[] three = {3, 0, 0, 0};

    assertThat(map.lookup(two)).contains(new byte[24]);
    assertThat(map.lookup(three)).isEmpty();
    assertThat(map.update(three, new byte[24], 0)).isEqualTo(-Errno.E2BIG);
    assertThat(map.update(two, new byte[24], 1)).isEqualTo(-Errno.EEXIST);
    assertThat(map.update(two, new byte[24], 3)).isEqualTo(-Errno.EINVAL);
    assertThat(map.update(two, new byte[24], 2)).isZero();
    assertThat(map.delete(two)).isEqualTo(-Errno.EINVAL);
    assertThat(map.keys()).hasSize(3);
    assertThat(map.keyAfter(three)).contains(new byte[4]);
    assertThat(map.keyAfter(two)).isEmpty();
  }
}
