package io.bulwark.vm.map;

import io.bulwark.vm.memory.Memory;
import java.util.Objects;

/**
 * A map of maps: programs find a map's handle, only the host puts maps in. The entries are handles
 * in a map of their own.
 */
public final class InnerMaps extends KeyedMap {
  /** Bytes of a handle. */
  static final int HANDLE_SIZE = 8;

  private final Memory memory;
  private final KeyedMap handles;
  private final MapParameters pattern;

  InnerMaps(MapParameters parameters, KeyedMap handles, Memory memory) {
    super(parameters, handles.handle());
    this.memory = memory;
    this.handles = handles;
    pattern = Objects.requireNonNull(parameters.inner(), "checked");
  }

  @Override
  public long lookup(long key) {
    long cell = handles.lookup(key);
    return cell == 0 ? 0 : memory.getLong(cell);
  }

  /** Programs cannot: a verifier refuses it. */
  @Override
  public int update(long key, long value, long flags) {
    return -Errno.EOPNOTSUPP;
  }

  /**
   * Puts {@code map} under a key.
   *
   * @return 0 or a negative errno
   */
  int put(long key, long scratch, BpfMap map, long flags) {
    boolean array = parameters().kind() == MapKind.ARRAY_OF_MAPS;
    if (array && flags != ANY) {
      return -Errno.EINVAL;
    }
    if (array && handles.slotOf(key) < 0) {
      return -Errno.E2BIG;
    }
    if (!fits(map.parameters())) {
      return -Errno.EINVAL;
    }
    memory.putLong(scratch, map.handle());
    return handles.update(key, scratch, flags);
  }

  private boolean fits(MapParameters map) {
    boolean sameSize =
        map.maxEntries() == pattern.maxEntries()
            || pattern.kind() != MapKind.ARRAY && pattern.kind() != MapKind.PERCPU_ARRAY
            || pattern.has(MapParameters.INNER_MAP);
    return map.kind() == pattern.kind()
        && map.keySize() == pattern.keySize()
        && map.valueSize() == pattern.valueSize()
        && map.flags() == pattern.flags()
        && sameSize;
  }

  @Override
  public int delete(long key) {
    if (parameters().kind() == MapKind.HASH_OF_MAPS) {
      return handles.delete(key);
    }
    long cell = handles.lookup(key);
    if (cell == 0) {
      return -Errno.E2BIG;
    }
    long handle = memory.getLong(cell);
    memory.putLong(cell, 0);
    return handle == 0 ? -Errno.ENOENT : 0;
  }

  @Override
  public int nextSlot(int slot) {
    return handles.nextSlot(slot);
  }

  @Override
  public long keyAt(int slot) {
    return handles.keyAt(slot);
  }

  @Override
  public long valueAt(int slot) {
    return handles.valueAt(slot);
  }

  @Override
  int slotOf(long key) {
    return handles.slotOf(key);
  }

  @Override
  public int count() {
    return handles.count();
  }
}
