package io.bulwark.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.kernel.BpfMount;
import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.error.ResourceClosed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Maps of the host's kernel. */
class KernelMapTest {
  private static KernelMap hash(int entries) {
    return MapSpec.of(MapType.HASH, "hash", 4, 8, entries).create(HostKernel.require());
  }

  private static Optional<Long> value(KernelMap map, int key) {
    return map.lookup(Bytes.ofInt(key)).map(Bytes::toLong);
  }

  private static void put(KernelMap map, int key, long value) {
    map.update(Bytes.ofInt(key), Bytes.ofLong(value));
  }

  @Test
  void entriesAreWrittenReadAndRemoved() {
    try (KernelMap map = hash(8)) {
      assertThat(value(map, 1)).isEmpty();
      put(map, 1, 100);
      assertThat(value(map, 1)).hasValue(100L);
      assertThat(map.delete(Bytes.ofInt(1))).isTrue();
      assertThat(map.delete(Bytes.ofInt(1))).isFalse();
      assertThat(map.firstKey()).isEmpty();
    }
  }

  @Test
  void updateModesAreTheKernels() {
    try (KernelMap map = hash(8)) {
      byte[] key = Bytes.ofInt(1);
      byte[] value = Bytes.ofLong(1);
      assertErrno(Errno.ENOENT, () -> map.update(key, value, UpdateMode.ONLY_EXISTING));
      map.update(key, value, UpdateMode.ONLY_NEW);
      assertErrno(Errno.EEXIST, () -> map.update(key, value, UpdateMode.ONLY_NEW));
    }
  }

  private static void assertErrno(Errno errno, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            KernelCallFailed.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void aFullMapSaysSo() {
    try (KernelMap map = hash(2)) {
      put(map, 1, 1);
      put(map, 2, 2);
      assertThatThrownBy(() -> put(map, 3, 3))
          .hasMessage("cannot update map `hash`: too large (E2BIG); its 2 entries are in use");
    }
  }

  @Test
  void sizesAreCheckedBeforeTheKernelReadsMemory() {
    try (KernelMap map = hash(2)) {
      assertThatThrownBy(() -> map.update(new byte[3], new byte[8]))
          .hasMessage("key has 3 bytes, the map's have 4");
      assertThatThrownBy(() -> map.update(new byte[4], new byte[7]))
          .hasMessage("value has 7 bytes, the map's have 8");
    }
  }

  @Test
  void manyEntriesTravelInBatches() {
    try (KernelMap map = hash(2_000)) {
      List<MapEntry> entries = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        entries.add(new MapEntry(Bytes.ofInt(i), Bytes.ofLong(i * 3L)));
      }
      map.updateAll(entries);
      assertThat(map.entries()).containsExactlyInAnyOrderElementsOf(entries);
    }
  }

  @Test
  void typesWithoutBatchesAreWalked() {
    MapSpec spec = MapSpec.of(MapType.LPM_TRIE, "trie", 8, 4, 100);
    try (KernelMap map = spec.withFlags(MapSpec.NO_PREALLOC).create(HostKernel.require())) {
      List<MapEntry> entries =
          IntStream.range(0, 50).mapToObj(i -> new MapEntry(prefix(i), Bytes.ofInt(i))).toList();
      map.updateAll(entries);
      assertThat(map.entries()).containsExactlyInAnyOrderElementsOf(entries);
    }
  }

  private static byte[] prefix(int i) {
    return new byte[] {32, 0, 0, 0, 10, 0, 0, (byte) i};
  }

  @Test
  void everyCpuHasItsValue() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap map = MapSpec.of(MapType.PERCPU_ARRAY, "cpus", 4, 4, 2).create(libbpf)) {
      byte[] values = new byte[map.valueBytes()];
      for (int cpu = 0; cpu < libbpf.possibleCpus(); cpu++) {
        values[8 * cpu] = (byte) (cpu + 1);
      }
      map.update(Bytes.ofInt(1), values);
      List<byte[]> read = map.lookupPerCpu(Bytes.ofInt(1));
      assertThat(read).hasSize(libbpf.possibleCpus());
      for (int cpu = 0; cpu < read.size(); cpu++) {
        assertThat(Bytes.toInt(read.get(cpu))).isEqualTo(cpu + 1);
      }
    }
  }

  @Test
  void aQueueGivesInOrder() {
    try (KernelMap map = MapSpec.of(MapType.QUEUE, "queue", 0, 8, 4).create(HostKernel.require())) {
      map.update(new byte[0], Bytes.ofLong(1));
      map.update(new byte[0], Bytes.ofLong(2));
      assertThat(map.take(new byte[0]).map(Bytes::toLong)).hasValue(1L);
      assertThat(map.take(new byte[0]).map(Bytes::toLong)).hasValue(2L);
      assertThat(map.take(new byte[0])).isEmpty();
    }
  }

  @Test
  void anArrayInMemoryIsTheMapItself() {
    MapSpec spec = MapSpec.of(MapType.ARRAY, "counters", 4, 8, 1_000);
    KernelMap map = spec.withFlags(MapSpec.MMAPABLE).create(HostKernel.require());
    MappedArray memory = map.mapped();
    put(map, 999, 42);
    assertThat(memory.getLong(999)).isEqualTo(42);
    memory.setLong(3, 7);
    assertThat(value(map, 3)).hasValue(7L);
    map.close();
    assertThat(memory.getLong(999)).isEqualTo(42);
    memory.close();
    memory.close();
    assertThatThrownBy(() -> memory.getLong(0)).isInstanceOf(ResourceClosed.class);
    assertThatThrownBy(() -> memory.setLong(0, 1)).isInstanceOf(ResourceClosed.class);
  }

  @Test
  void onlyMmapableArraysGoIntoMemory() {
    try (KernelMap map = hash(2)) {
      assertThatThrownBy(map::mapped).isInstanceOf(KernelCallFailed.class);
    }
  }

  @Test
  void aFrozenMapTakesNothing() {
    try (KernelMap map = hash(2)) {
      put(map, 1, 1);
      map.freeze();
      assertThatThrownBy(() -> put(map, 1, 2)).isInstanceOf(PermissionDenied.class);
      assertThat(value(map, 1)).hasValue(1L);
    }
  }

  @Test
  void mapsInMaps() {
    Libbpf libbpf = HostKernel.require();
    try (KernelMap inner = hash(4);
        KernelMap outer =
            MapSpec.of(MapType.HASH_OF_MAPS, "outer", 4, 4, 4).holding(inner).create(libbpf)) {
      outer.put(Bytes.ofInt(1), inner);
      assertThat(outer.lookup(Bytes.ofInt(1)).map(Bytes::toInt)).hasValue(inner.info().id());
    }
  }

  @Test
  void aPinnedMapIsOpenedAgain() {
    Libbpf libbpf = HostKernel.require();
    try (BpfMount mount = BpfMount.create()) {
      try (KernelMap map = hash(4)) {
        put(map, 1, 11);
        map.pin(mount.resolve("map"));
      }
      try (KernelMap again = KernelMap.pinned(libbpf, mount.resolve("map"))) {
        assertThat(value(again, 1)).hasValue(11L);
        assertThat(again.name()).isEqualTo("hash");
      }
      assertThatThrownBy(() -> KernelLink.pinned(libbpf, mount.resolve("map")))
          .hasMessageEndingWith("it is not a link");
      assertThatThrownBy(() -> KernelMap.pinned(libbpf, mount.resolve("other")))
          .isInstanceOf(KernelCallFailed.class);
    }
  }

  @Test
  void impossibleMapsAreRefusedInASentence() {
    Libbpf libbpf = HostKernel.require();
    long before = HostKernel.openDescriptors();
    assertThatThrownBy(() -> MapSpec.ring("ring", 1_000).create(libbpf))
        .hasMessage(
            "cannot create map `ring` (RINGBUF): invalid argument (EINVAL);"
                + " sizes do not fit, or the kernel is older than 5.8");
    assertThat(HostKernel.openDescriptors()).isEqualTo(before);
  }

  @Test
  void useAfterCloseIsTyped() {
    KernelMap map = hash(2);
    map.close();
    map.close();
    assertThatThrownBy(() -> value(map, 1)).isInstanceOf(ResourceClosed.class);
    assertThatThrownBy(map::entries).isInstanceOf(ResourceClosed.class);
    assertThatThrownBy(() -> put(map, 1, 1)).isInstanceOf(ResourceClosed.class);
  }
}
