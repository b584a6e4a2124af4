package io.bulwark.vm.map;

import static io.bulwark.vm.map.Errno.E2BIG;
import static io.bulwark.vm.map.Errno.EINVAL;
import static io.bulwark.vm.map.Errno.ENOTSUPP;
import static io.bulwark.vm.map.MapParameters.*;

import java.util.Objects;

/** What the kernel demands of a map to be made, in its order where several things are wrong. */
final class MapRules {
  /** Flags that say who may access: read-only and write-only, for bpf(2) and for programs. */
  private static final int ACCESS = 1 << 3 | 1 << 4 | RDONLY_PROG | WRONLY_PROG;

  private static final int NUMA_NODE = 1 << 2;
  private static final int ZERO_SEED = 1 << 6;
  private static final int CLONE = 1 << 9;
  private static final int PRESERVE_ELEMS = 1 << 11;

  /** The largest value of one CPU, {@code PCPU_MIN_UNIT_SIZE}. */
  private static final int PER_CPU_VALUE = 32 << 10;

  private static final int PAGE = 4096;

  /** Bytes of the prefix length in a trie's key. */
  static final int LPM_HEADER = 4;

  private static final int LPM_DATA = 256;

  private final MapParameters map;

  private MapRules(MapParameters map) {
    this.map = map;
  }

  static void check(MapParameters map) {
    MapRules rules = new MapRules(map);
    switch (map.kind()) {
      case ARRAY, PERCPU_ARRAY -> rules.array();
      case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH -> rules.hash();
      case PROG_ARRAY -> rules.descriptors();
      case ARRAY_OF_MAPS -> {
        rules.inner();
        rules.descriptors();
      }
      case HASH_OF_MAPS -> {
        rules.inner();
        rules.hash();
        rules.require(map.valueSize() == 4, "the value is a descriptor, 4 bytes");
      }
      case LPM_TRIE -> rules.trie();
      case QUEUE, STACK -> rules.queue();
      case RINGBUF -> rules.ring();
      case INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> rules.storage();
    }
  }

  private void require(boolean holds, String rule) {
    require(holds, EINVAL, rule);
  }

  private void require(boolean holds, int errno, String rule) {
    if (!holds) {
      throw new InvalidMap(map.name(), errno, rule);
    }
  }

  private void flags(int allowed) {
    require(
        (map.flags() & ~allowed) == 0,
        "flags 0x%x are not for a map of kind %s".formatted(map.flags() & ~allowed, map.kind()));
    require(!map.has(RDONLY_PROG) || !map.has(WRONLY_PROG), "programs could do nothing with it");
  }

  private void sizes() {
    require(map.maxEntries() > 0, "max_entries " + map.maxEntries());
    require(map.valueSize() > 0, "value of " + map.valueSize() + " bytes");
  }

  private void perCpuValue() {
    require(
        !map.kind().perCpu() || map.valueSize() <= PER_CPU_VALUE,
        E2BIG,
        "value of %d bytes per CPU, more than %d".formatted(map.valueSize(), PER_CPU_VALUE));
  }

  private void array() {
    sizes();
    require(map.keySize() == 4, "the key is an index of 4 bytes");
    flags(NUMA_NODE | ACCESS | MMAPABLE | INNER_MAP | PRESERVE_ELEMS);
    require(
        map.kind() == MapKind.ARRAY || !map.has(MMAPABLE | INNER_MAP),
        "only plain arrays can be mapped or have another size inside");
    perCpuValue();
  }

  private void hash() {
    require(map.kind().lru() || !map.has(NO_COMMON_LRU), "it has no LRU list");
    require(!map.kind().lru() || !map.has(NO_PREALLOC), ENOTSUPP, "an LRU is preallocated");
    flags(NO_PREALLOC | NO_COMMON_LRU | NUMA_NODE | ACCESS | ZERO_SEED);
    sizes();
    require(map.keySize() > 0, "key of " + map.keySize() + " bytes");
    perCpuValue();
  }

  private void descriptors() {
    sizes();
    require(map.keySize() == 4, "the key is an index of 4 bytes");
    require(map.valueSize() == 4, "the value is a descriptor, 4 bytes");
    flags(NUMA_NODE | 1 << 3 | 1 << 4);
  }

  private void inner() {
    MapParameters inner = map.inner();
    require(inner != null, "does not say what maps it holds");
    MapKind kind = Objects.requireNonNull(inner).kind();
    require(!kind.ofMaps(), "maps of maps do not nest");
    require(kind != MapKind.PROG_ARRAY && !kind.storage(), ENOTSUPP, "cannot hold " + kind);
    check(inner);
  }

  private void trie() {
    require(map.has(NO_PREALLOC), "a trie needs the flag NO_PREALLOC");
    flags(NO_PREALLOC | NUMA_NODE | ACCESS);
    sizes();
    require(
        map.keySize() > LPM_HEADER && map.keySize() <= LPM_HEADER + LPM_DATA,
        "key of %d bytes, not of 5 to 260".formatted(map.keySize()));
  }

  private void queue() {
    sizes();
    require(map.keySize() == 0, "it has no keys");
    flags(NUMA_NODE | ACCESS);
  }

  private void ring() {
    flags(NUMA_NODE);
    require(map.keySize() == 0 && map.valueSize() == 0, "a ring buffer has neither key nor value");
    require(
        map.maxEntries() > 0
            && Integer.bitCount(map.maxEntries()) == 1
            && map.maxEntries() % PAGE == 0,
        "a ring of %d bytes, not a power of two of whole pages".formatted(map.maxEntries()));
  }

  private void storage() {
    require(map.has(NO_PREALLOC), "storage needs the flag NO_PREALLOC");
    require((map.flags() & ~(NO_PREALLOC | CLONE)) == 0, "flags 0x%x".formatted(map.flags()));
    require(map.maxEntries() == 0, "storage has no max_entries");
    require(map.keySize() == 4, "the key is a descriptor, 4 bytes");
    require(map.valueSize() > 0, "value of " + map.valueSize() + " bytes");
  }
}
