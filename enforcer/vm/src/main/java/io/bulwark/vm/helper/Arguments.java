package io.bulwark.vm.helper;

import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.QueueMap;
import io.bulwark.vm.map.RingBuffer;
import io.bulwark.vm.map.StorageMap;
import io.bulwark.vm.memory.Cells;
import io.bulwark.vm.memory.Memory;

/** Registers as what a function takes them for; a fault where a verifier would have refused. */
final class Arguments {
  /** The most bytes a size argument may say; larger ones are negative numbers in truth. */
  private static final long MAX_SIZE = 1 << 29;

  private final MapStore maps;

  Arguments(MapStore maps) {
    this.maps = maps;
  }

  Memory memory() {
    return maps.memory();
  }

  private Cells cells() {
    return maps.memory().cells();
  }

  static FaultSignal bad(String function, String problem) {
    return new FaultSignal(new Fault.BadArgument(function, problem));
  }

  private BpfMap map(String function, long handle) {
    BpfMap map = maps.byHandle(handle);
    if (map == null) {
      throw bad(function, "0x%x is no map".formatted(handle));
    }
    return map;
  }

  private static FaultSignal wrongKind(String function, BpfMap map) {
    return bad(
        function,
        "map `%s` is of kind %s".formatted(map.parameters().name(), map.parameters().kind()));
  }

  KeyedMap keyed(String function, long handle) {
    if (map(function, handle) instanceof KeyedMap keyed) {
      return keyed;
    }
    throw wrongKind(function, map(function, handle));
  }

  QueueMap queue(String function, long handle) {
    if (map(function, handle) instanceof QueueMap queue) {
      return queue;
    }
    throw wrongKind(function, map(function, handle));
  }

  RingBuffer ring(String function, long handle) {
    if (map(function, handle) instanceof RingBuffer ring) {
      return ring;
    }
    throw wrongKind(function, map(function, handle));
  }

  StorageMap storage(String function, long handle, MapKind kind) {
    if (map(function, handle) instanceof StorageMap storage
        && storage.parameters().kind() == kind) {
      return storage;
    }
    throw wrongKind(function, map(function, handle));
  }

  /** The ring that holds a record for the program. */
  RingBuffer ringOf(String function, long record) {
    RingBuffer ring = maps.ringOf(record);
    if (ring == null) {
      throw bad(function, "0x%x is no reserved record".formatted(record));
    }
    return ring;
  }

  long key(KeyedMap map, long address) {
    cells().requireReadable(address, map.parameters().keySize());
    return address;
  }

  long value(BpfMap map, long address) {
    cells().requireReadable(address, map.parameters().valueSize());
    return address;
  }

  /** A size, which has to fit into memory at all. */
  int size(String function, long size) {
    if (size < 0 || size > MAX_SIZE) {
      throw bad(function, "size " + size);
    }
    return (int) size;
  }

  int readable(String function, long address, long size) {
    cells().requireReadable(address, size(function, size));
    return (int) size;
  }

  int writable(String function, long address, long size) {
    cells().requireWritable(address, size(function, size));
    return (int) size;
  }
}
