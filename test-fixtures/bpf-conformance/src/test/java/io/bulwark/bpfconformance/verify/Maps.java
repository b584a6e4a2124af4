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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps of the kernel, for one program type (a program array belongs to the first that uses it), and
 * what the verifier has to know about them, by descriptor.
 */
final class Maps implements AutoCloseable {
  private static final byte[] CONSTANTS =
      "/etc/shadow\0/etc/passwd\0\1\0\0\0\2\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  private final List<KernelMap> maps = new ArrayList<>();
  private final Map<Integer, MapShape> shapes = new LinkedHashMap<>();
  private final Map<MapKind, Integer> descriptors = new HashMap<>();
  private final int constants;
  private final int table;

  Maps(Libbpf libbpf) {
    add(libbpf, MapType.HASH, MapShape.of("hash", MapKind.HASH, 4, 48, 64));
    add(libbpf, MapType.ARRAY, MapShape.of("array", MapKind.ARRAY, 4, 64, 16));
    add(libbpf, MapType.LRU_HASH, MapShape.of("lru", MapKind.LRU_HASH, 8, 24, 64));
    add(libbpf, MapType.PERCPU_ARRAY, MapShape.of("cpus", MapKind.PER_CPU_ARRAY, 4, 32, 4));
    add(libbpf, MapType.PROG_ARRAY, MapShape.of("programs", MapKind.PROGRAMS, 4, 4, 8));
    add(libbpf, MapType.QUEUE, MapShape.of("queue", MapKind.QUEUE, 0, 16, 8));
    maps.add(MapSpec.ring("ring", 4096).create(libbpf));
    register(MapShape.ring("ring", 4096));
    constants = constants(libbpf);
    maps.add(MapSpec.of(MapType.HASH, "table", 4, 16, 64).create(libbpf));
    table = maps.getLast().withDescriptor(fd -> fd);
  }

  private void add(Libbpf libbpf, MapType type, MapShape shape) {
    maps.add(
        MapSpec.of(type, shape.name(), shape.keySize(), shape.valueSize(), (int) shape.maxEntries())
            .create(libbpf));
    register(shape);
  }

  private void register(MapShape shape) {
    int descriptor = maps.getLast().withDescriptor(fd -> fd);
    shapes.put(descriptor, shape);
    descriptors.put(shape.kind(), descriptor);
  }

  private int constants(Libbpf libbpf) {
    KernelMap map =
        MapSpec.of(MapType.ARRAY, "constants", 4, CONSTANTS.length, 1)
            .withFlags(MapSpec.READ_ONLY_FOR_PROGRAMS)
            .create(libbpf);
    map.update(new byte[4], CONSTANTS);
    map.freeze();
    maps.add(map);
    int descriptor = map.withDescriptor(fd -> fd);
    shapes.put(descriptor, MapShape.constants("constants", new Contents(CONSTANTS)));
    return descriptor;
  }

  Bindings bindings() {
    return new Bindings(Map.of(), shapes, Map.of());
  }

  int descriptor(MapKind kind) {
    return descriptors.get(kind);
  }

  MapShape shape(int descriptor) {
    return shapes.get(descriptor);
  }

  int constants() {
    return constants;
  }

  /** Maps like those of the verifier's table of cases, by their names there. */
  Map<String, Integer> byCaseName() {
    return Map.of(
        "events", descriptor(MapKind.RING_BUFFER),
        "table", table,
        "values", descriptor(MapKind.ARRAY),
        "programs", descriptor(MapKind.PROGRAMS),
        "frozen", constants);
  }

  /** The kinds that have values to look up. */
  List<MapKind> withValues() {
    return List.of(MapKind.HASH, MapKind.ARRAY, MapKind.LRU_HASH, MapKind.PER_CPU_ARRAY);
  }

  @Override
  public void close() {
    maps.forEach(KernelMap::close);
  }
}
