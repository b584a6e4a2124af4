package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/**
 * Values that belong to tasks, inodes or cgroups. An owner is a number that stays the same as long
 * as the object lives; it is the host that knows it.
 *
 * <p>The kernel has no limit but memory; here the store says how many owners there can be at once.
 */
public final class StorageMap implements BpfMap {
  private final MapParameters parameters;
  private final long handle;
  private final Memory memory;
  private final Values owners;
  private final Values values;
  private final HashIndex index;
  private final Slots slots;

  /** Where the owner that is looked for stands. */
  private final long wanted;

  StorageMap(MapParameters parameters, long handle, Memory memory, int capacity) {
    this.parameters = parameters;
    this.handle = handle;
    this.memory = memory;
    owners = new Values(memory, capacity, Long.BYTES, Access.NONE);
    values = new Values(memory, capacity, parameters.valueSize(), Access.READ_WRITE);
    index = new HashIndex(memory, owners, capacity);
    slots = new Slots(capacity);
    wanted = memory.allocate(Long.BYTES, Access.NONE).address();
  }

  @Override
  public MapParameters parameters() {
    return parameters;
  }

  @Override
  public long handle() {
    return handle;
  }

  private int find(long owner) {
    memory.putLong(wanted, owner);
    return index.find(wanted, index.hash(wanted));
  }

  /** The address of the owner's value; 0 if it has none. */
  public long get(long owner) {
    int slot = find(owner);
    return slot < 0 ? 0 : values.address(slot);
  }

  /**
   * The address of the owner's value, made where it has none.
   *
   * @param initial address of what a new value is; 0 for zeros
   * @return 0 if there is no room
   */
  public long getOrCreate(long owner, long initial) {
    int slot = find(owner);
    if (slot >= 0) {
      return values.address(slot);
    }
    slot = slots.take();
    if (slot < 0) {
      return 0;
    }
    owners.copyFrom(slot, wanted);
    index.put(slot, index.hash(wanted));
    if (initial == 0) {
      values.clear(slot);
    } else {
      values.copyFrom(slot, initial);
    }
    return values.address(slot);
  }

  /** Removes the owner's value, as when the object dies; 0 or -ENOENT. */
  public int delete(long owner) {
    int slot = find(owner);
    if (slot < 0) {
      return -Errno.ENOENT;
    }
    index.remove(slot);
    slots.give(slot);
    return 0;
  }

  /** How many owners have a value. */
  public int count() {
    return slots.count();
  }
}
