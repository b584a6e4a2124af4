package io.bulwark.kernel.probe;

import io.bulwark.bpf.btf.BtfBuilder;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.kernel.load.KernelBtf;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every map type: made and released. */
final class MapTypeProbes {
  private static final int PAGE = 4096;

  private MapTypeProbes() {}

  static List<Check> run(Bench bench) {
    List<Check> checks = new ArrayList<>();
    for (MapType type : MapType.values()) {
      Outcome made = Answers.of(() -> make(bench, type), type.since());
      checks.add(Check.loaded("map", type.name().toLowerCase(Locale.ROOT), made));
    }
    checks.add(Check.loaded("map", "array in memory", Answers.of(() -> mapped(bench), "5.5")));
    return checks;
  }

  private static Outcome make(Bench bench, MapType type) {
    return switch (type) {
      case HASH, LRU_HASH, PERCPU_HASH, LRU_PERCPU_HASH, ARRAY, PERCPU_ARRAY ->
          create(bench, MapSpec.of(type, "probe", 4, 8, 2));
      case PROG_ARRAY, PERF_EVENT_ARRAY, CGROUP_ARRAY ->
          create(bench, MapSpec.of(type, "probe", 4, 4, 2));
      case LPM_TRIE ->
          create(bench, MapSpec.of(type, "probe", 8, 8, 2).withFlags(MapSpec.NO_PREALLOC));
      case ARRAY_OF_MAPS, HASH_OF_MAPS -> nested(bench, type);
      case QUEUE, STACK, BLOOM_FILTER -> create(bench, MapSpec.of(type, "probe", 0, 8, 2));
      case RINGBUF, USER_RINGBUF -> create(bench, MapSpec.of(type, "probe", 0, 0, PAGE));
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> storage(bench, type);
    };
  }

  private static Outcome create(Bench bench, MapSpec spec) {
    try (KernelMap map = spec.create(bench.libbpf())) {
      return map.info().id() > 0
          ? Outcome.WORKS
          : new Outcome.NotTried("the kernel gave no id for the map");
    }
  }

  private static Outcome nested(Bench bench, MapType type) {
    try (KernelMap inner = MapSpec.of(MapType.ARRAY, "probe", 4, 8, 1).create(bench.libbpf())) {
      return create(bench, MapSpec.of(type, "probe", 4, 4, 2).holding(inner));
    }
  }

  /** Storage maps take their types from BTF. */
  private static Outcome storage(Bench bench, MapType type) {
    BtfBuilder types = new BtfBuilder();
    int integer = types.integer("int", 4, BtfType.Encoding.SIGNED);
    try (KernelBtf btf = KernelBtf.load(bench.libbpf(), types.build().toBytes())) {
      MapSpec spec = MapSpec.of(type, "probe", 4, 4, 0).withFlags(MapSpec.NO_PREALLOC);
      return create(bench, spec.typed(btf, integer, integer));
    }
  }

  private static Outcome mapped(Bench bench) {
    MapSpec spec = MapSpec.of(MapType.ARRAY, "probe", 4, 8, 1).withFlags(MapSpec.MMAPABLE);
    try (KernelMap map = spec.create(bench.libbpf());
        var values = map.mapped()) {
      values.setLong(0, 7);
      boolean same = map.lookup(new byte[4]).map(value -> value[0] == 7).orElse(false);
      return same ? Outcome.WORKS : new Outcome.NotTried("a written value was not seen");
    }
  }
}
