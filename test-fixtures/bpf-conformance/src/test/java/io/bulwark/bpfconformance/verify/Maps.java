package io.bulwark.bpfconformance.verify;

import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The maps of generated programs, by descriptor, for one program type (a program array belongs to
 * the first type that uses it).
 */
final class Maps implements AutoCloseable {
  static final byte[] CONSTANTS =
      "/etc/shadow\0/etc/passwd\0\1\0\0\0\2\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final List<MapShape> SHAPES =
      List.of(
          MapShape.of("hash", MapKind.HASH, 4, 48, 64),
          MapShape.of("array", MapKind.ARRAY, 4, 64, 16),
          MapShape.of("lru", MapKind.LRU_HASH, 8, 24, 64),
          MapShape.of("cpus", MapKind.PER_CPU_ARRAY, 4, 32, 4),
          MapShape.of("programs", MapKind.PROGRAMS, 4, 4, 8),
          MapShape.of("queue", MapKind.QUEUE, 0, 16, 8),
          MapShape.ring("ring", 4096),
          MapShape.of("table", MapKind.HASH, 4, 16, 64),
          MapShape.constants("constants", new Contents(CONSTANTS)));

  private final List<KernelMap> opened = new ArrayList<>();
  private final Map<Integer, MapShape> shapes = new LinkedHashMap<>();
  private final Map<String, Integer> descriptors = new LinkedHashMap<>();

  private Maps(ToIntFunction<MapShape> create) {
    for (MapShape shape : SHAPES) {
      int descriptor = create.applyAsInt(shape);
      shapes.put(descriptor, shape);
      descriptors.put(shape.name(), descriptor);
    }
  }

  /** Maps that exist nowhere, with made-up descriptors. */
  static Maps described() {
    int[] next = {100};
    return new Maps(_ -> next[0]++);
  }

  /** Maps in the kernel. */
  static Maps inKernel(Libbpf libbpf) {
    List<KernelMap> opened = new ArrayList<>();
    Maps maps =
        new Maps(shape -> {
          opened.add(create(shape, libbpf));
          return opened.getLast().withDescriptor(fd -> fd);
        });
    maps.opened.addAll(opened);
    return maps;
  }

  private static KernelMap create(MapShape shape, Libbpf libbpf) {
    if (shape.kind() == MapKind.RING_BUFFER) {
      return MapSpec.ring(shape.name(), (int) shape.maxEntries()).create(libbpf);
    }
    MapSpec spec =
        MapSpec.of(
            MapType.of(shape.kind().number()).orElseThrow(),
            shape.name(),
            shape.keySize(),
            shape.valueSize(),
            (int) shape.maxEntries());
    if (!shape.readOnly()) {
      return spec.create(libbpf);
    }
    KernelMap map = spec.withFlags(MapSpec.READ_ONLY_FOR_PROGRAMS).create(libbpf);
    map.update(new byte[4], CONSTANTS);
    map.freeze();
    return map;
  }

  Bindings bindings() {
    return new Bindings(Map.of(), shapes, Map.of());
  }

  /** All of them by descriptor. */
  Map<Integer, MapShape> shapes() {
    return shapes;
  }

  private int descriptor(String name) {
    return descriptors.get(name);
  }

  /** The descriptor of the map of this kind; of several the first. */
  int descriptor(MapKind kind) {
    return SHAPES.stream()
        .filter(shape -> shape.kind() == kind)
        .map(shape -> descriptor(shape.name()))
        .findFirst()
        .orElseThrow();
  }

  MapShape shape(int descriptor) {
    return shapes.get(descriptor);
  }

  int constants() {
    return descriptor("constants");
  }

  /** Maps like those of the verifier's table of cases, by their names there. */
  Map<String, Integer> byCaseName() {
    return Map.of(
        "events", descriptor("ring"),
        "table", descriptor("table"),
        "values", descriptor("array"),
        "programs", descriptor("programs"),
        "frozen", descriptor("constants"));
  }

  /** The kinds that have values to look up. */
  List<MapKind> withValues() {
    return List.of(MapKind.HASH, MapKind.ARRAY, MapKind.LRU_HASH, MapKind.PER_CPU_ARRAY);
  }

  @Override
  public void close() {
    opened.forEach(KernelMap::close);
  }
}
