package io.bulwark.bpf.btf;

import io.bulwark.bpf.btf.MapDefinition.Shape;
import java.util.Set;

/** What libbpf or the kernel refuses in a map definition, found before they do. */
final class MapRules {
  private static final long MAX_U32 = 0xFFFF_FFFFL;

  /** The smallest page of the machines supported; a bigger one only makes the rule stricter. */
  private static final long PAGE = 4096;

  private static final Set<Integer> RINGS =
      Set.of(MapDefinition.RINGBUF, MapDefinition.USER_RINGBUF);
  private static final Set<Integer> STORAGES =
      Set.of(MapDefinition.SK_STORAGE, MapDefinition.INODE_STORAGE, MapDefinition.TASK_STORAGE);
  private static final Set<Integer> OF_MAPS =
      Set.of(MapDefinition.ARRAY_OF_MAPS, MapDefinition.HASH_OF_MAPS);

  private final String name;
  private final MapDefinition map;

  private MapRules(String name, MapDefinition map) {
    this.name = name;
    this.map = map;
  }

  static void check(String name, MapDefinition map) {
    new MapRules(name, map).check();
  }

  private void check() {
    require(map.type() > 0, "type " + map.type());
    u32(map.maxEntries(), "max_entries");
    u32(map.flags(), "map_flags");
    u32(map.extra(), "map_extra");
    shape(map.key(), "key");
    shape(map.value(), "value");
    if (RINGS.contains(map.type())) {
      ring();
      return;
    }
    require(!(map.value() instanceof Shape.None), "has no value");
    boolean storage = STORAGES.contains(map.type());
    require(storage == (map.maxEntries() == 0), "max_entries " + map.maxEntries());
    require(
        (!storage && map.type() != MapDefinition.LPM_TRIE)
            || (map.flags() & MapDefinition.NO_PREALLOC) != 0,
        "needs the flag BPF_F_NO_PREALLOC");
    inner();
  }

  private void ring() {
    require(
        map.key() instanceof Shape.None && map.value() instanceof Shape.None,
        "a ring buffer has neither key nor value");
    long size = map.maxEntries();
    require(
        Long.bitCount(size) == 1 && size % PAGE == 0,
        "a ring of " + size + " bytes, not a power of two and a multiple of the page size");
    require(map.inner() == 0, "a ring buffer holds nothing");
  }

  private void inner() {
    boolean ofMaps = OF_MAPS.contains(map.type());
    require(!ofMaps || map.inner() != 0, "does not say what maps it holds");
    require(
        map.inner() == 0 || ofMaps || map.type() == MapDefinition.PROG_ARRAY,
        "map type " + map.type() + " holds no maps or programs");
  }

  private void shape(Shape shape, String what) {
    if (shape instanceof Shape.Size(int bytes)) {
      require(bytes > 0, what + " of " + bytes + " bytes");
    }
    if (shape instanceof Shape.Typed(int type)) {
      require(type > 0, what + " is void");
    }
  }

  private void u32(long value, String what) {
    require(value >= 0 && value <= MAX_U32, what + " " + value);
  }

  private void require(boolean condition, String rule) {
    if (!condition) {
      throw new BtfRuleException(0, "map `" + name + "`", rule);
    }
  }
}
