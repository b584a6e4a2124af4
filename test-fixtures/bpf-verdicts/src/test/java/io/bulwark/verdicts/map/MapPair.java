package io.bulwark.verdicts.map;

import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.MapSpec;
import io.bulwark.kernel.load.MapType;
import io.bulwark.kernel.load.UpdateMode;
import io.bulwark.vm.map.HostMap;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same map twice: in the kernel and in a machine. */
final class MapPair implements AutoCloseable {
  private final KernelMap kernel;
  private final HostMap machine;
  private final KeyedMap map;

  MapPair(Libbpf libbpf, MapParameters parameters) {
    kernel = create(libbpf, parameters);
    MapStore store = new MapStore(Memory.ofCapacity(1 << 22), cpus(parameters), 16);
    map = (KeyedMap) store.create(parameters);
    machine = new HostMap(store, map);
  }

  static KernelMap create(Libbpf libbpf, MapParameters map) {
    MapType type = MapType.of(map.kind().number()).orElseThrow();
    return MapSpec.of(type, map.name(), map.keySize(), map.valueSize(), map.maxEntries())
        .withFlags(map.flags())
        .create(libbpf);
  }

  private int cpus(MapParameters map) {
    return map.kind().perCpu() ? kernel.valueBytes() / ((map.valueSize() + 7) & ~7) : 1;
  }

  int valueBytes() {
    return kernel.valueBytes();
  }

  MapKind kind() {
    return map.parameters().kind();
  }

  /** 0 or a negative errno. */
  int updateKernel(byte[] key, byte[] value, UpdateMode mode) {
    return errno(() -> kernel.update(key, value, mode));
  }

  int updateMachine(byte[] key, byte[] value, UpdateMode mode) {
    return machine.update(key, value, mode.ordinal());
  }

  int deleteKernel(byte[] key) {
    boolean[] there = {false};
    int errno = errno(() -> there[0] = kernel.delete(key));
    return errno != 0 ? errno : there[0] ? 0 : -2;
  }

  int deleteMachine(byte[] key) {
    return machine.delete(key);
  }

  Optional<byte[]> lookupKernel(byte[] key) {
    return kernel.lookup(key);
  }

  Optional<byte[]> lookupMachine(byte[] key) {
    return machine.lookup(key);
  }

  List<byte[]> keysOfKernel() {
    List<byte[]> keys = new ArrayList<>();
    Optional<byte[]> at = kernel.firstKey();
    while (at.isPresent() && keys.size() <= map.parameters().maxEntries()) {
      keys.add(at.get());
      at = kernel.keyAfter(at.get());
    }
    return keys;
  }

  List<byte[]> keysOfMachine() {
    return machine.keys();
  }

  /** The key after one that may not be there. */
  Optional<byte[]> afterKernel(byte[] key) {
    return kernel.keyAfter(key);
  }

  Optional<byte[]> afterMachine(byte[] key) {
    return machine.keyAfter(key);
  }

  static int errno(Runnable operation) {
    try {
      operation.run();
      return 0;
    } catch (KernelCallFailed e) {
      return -e.errno().number();
    }
  }

  @Override
  public void close() {
    kernel.close();
  }
}
