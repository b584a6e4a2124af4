package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A keyed map as the host sees it, with the answers of bpf(2): keys and values are arrays of bytes,
 * and a per-CPU map's value is that of all CPUs, each rounded up to 8 bytes.
 */
public final class HostMap {
  private final KeyedMap map;
  private final MapStore store;
  private final Memory memory;
  private final long key;
  private final long value;
  private final int valueSize;

  /** For {@code map} of {@code store}; a little of the machine's memory is kept for copies. */
  public HostMap(MapStore store, KeyedMap map) {
    this.map = map;
    this.store = store;
    memory = store.memory();
    valueSize = map.parameters().valueSize();
    key = memory.allocate(map.parameters().keySize(), Access.NONE).address();
    value = memory.allocate(Math.max(valueSize, Long.BYTES), Access.NONE).address();
  }

  private boolean perCpu() {
    return map.parameters().kind().perCpu();
  }

  private int stride() {
    return perCpu() ? (valueSize + 7) & ~7 : valueSize;
  }

  /** Bytes of a value as the host sees it. */
  public int valueBytes() {
    return perCpu() ? stride() * store.cpus() : valueSize;
  }

  private long key(byte[] bytes) {
    return sized(key, bytes, map.parameters().keySize(), "key");
  }

  private long sized(long address, byte[] bytes, int size, String what) {
    if (bytes.length != size) {
      throw new IllegalArgumentException(
          "%s has %d bytes, those of %s have %d".formatted(what, bytes.length, map, size));
    }
    memory.copyIn(address, bytes);
    return address;
  }

  /**
   * The value of a key, in a trie that of its longest prefix; empty if there is none. Does not
   * count as a use.
   */
  public Optional<byte[]> lookup(byte[] bytes) {
    if (map instanceof LpmTrie) {
      long found = map.lookup(key(bytes));
      return found == 0 ? Optional.empty() : Optional.of(memory.bytes(found, valueSize));
    }
    int slot = map.slotOf(key(bytes));
    return slot < 0 ? Optional.empty() : Optional.of(valueOf(slot, bytes));
  }

  private byte[] valueOf(int slot, byte[] bytes) {
    byte[] copy = new byte[valueBytes()];
    if (!perCpu()) {
      memory.copyOut(map.valueAt(slot), copy, 0, valueSize);
      return copy;
    }
    for (int cpu = 0; cpu < store.cpus(); cpu++) {
      memory.copyOut(map.lookup(key(bytes), cpu), copy, cpu * stride(), valueSize);
    }
    return copy;
  }

  /** Writes a value, of all CPUs in a per-CPU map; 0 or a negative errno. */
  public int update(byte[] bytes, byte[] content, long flags) {
    if (map instanceof InnerMaps) {
      throw new IllegalArgumentException(map + " holds maps");
    }
    if ((flags & KeyedMap.LOCK) != 0) {
      return -Errno.EINVAL;
    }
    if (!perCpu()) {
      return map.update(key(bytes), sized(value, content, valueSize, "value"), flags);
    }
    return updateAll(bytes, content, flags);
  }

  private int updateAll(byte[] bytes, byte[] content, long flags) {
    if (content.length != valueBytes()) {
      throw new IllegalArgumentException(
          "value has %d bytes, those of %s have %d".formatted(content.length, map, valueBytes()));
    }
    memory.copyIn(value, content, 0, valueSize);
    int result = map.update(key(bytes), value, flags);
    for (int cpu = 0; result == 0 && cpu < store.cpus(); cpu++) {
      memory.copyIn(map.lookup(key(bytes), cpu), content, cpu * stride(), valueSize);
    }
    return result;
  }

  /** Puts a map into a map of maps; 0 or a negative errno. */
  public int put(byte[] bytes, BpfMap inner, long flags) {
    if (!(map instanceof InnerMaps maps)) {
      throw new IllegalArgumentException(map + " holds no maps");
    }
    return maps.put(key(bytes), value, inner, flags);
  }

  /** Removes a key; 0 or a negative errno. */
  public int delete(byte[] bytes) {
    return map.delete(key(bytes));
  }

  /** The first key; empty in an empty map. */
  public Optional<byte[]> firstKey() {
    return keyAt(map.nextSlot(-1));
  }

  /** The key after {@code bytes}, or the first if that one is not there; empty after the last. */
  public Optional<byte[]> keyAfter(byte[] bytes) {
    return keyAt(map.nextSlot(map.slotOf(key(bytes))));
  }

  private Optional<byte[]> keyAt(int slot) {
    return slot < 0
        ? Optional.empty()
        : Optional.of(memory.bytes(map.keyAt(slot), map.parameters().keySize()));
  }

  /** All keys. */
  public List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    for (int slot = map.nextSlot(-1); slot >= 0; slot = map.nextSlot(slot)) {
      keys.add(memory.bytes(map.keyAt(slot), map.parameters().keySize()));
    }
    return keys;
  }
}
