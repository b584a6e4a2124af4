package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Keys to values; plain, per CPU, and with or without forgetting. */
public final class HashedMap extends KeyedMap {
  private final Cpus cpus;

  /** Values of one entry: 1, or one a CPU. */
  private final int copies;

  private final Values keys;
  private final Values values;
  private final HashIndex index;
  private final Slots slots;

  /** Slots by last use; null where nothing is forgotten. */
  private final @Nullable SlotList uses;

  HashedMap(MapParameters parameters, long handle, Memory memory, Cpus cpus, int valueSize) {
    super(parameters, handle);
    this.cpus = cpus;
    int entries = parameters.maxEntries();
    copies = parameters.kind().perCpu() ? cpus.count() : 1;
    keys = new Values(memory, entries, parameters.keySize(), Access.READ);
    int cells = Math.multiplyExact(entries, copies);
    values = new Values(memory, cells, valueSize, Values.access(parameters));
    index = new HashIndex(memory, keys, entries);
    slots = new Slots(entries);
    uses = parameters.kind().lru() ? new SlotList(entries) : null;
  }

  private int cpu() {
    return copies == 1 ? 0 : cpus.current();
  }

  @Override
  int slotOf(long key) {
    return index.find(key, index.hash(key));
  }

  @Override
  public long lookup(long key) {
    int slot = slotOf(key);
    if (slot < 0) {
      return 0;
    }
    if (uses != null) {
      uses.touch(slot);
    }
    return valueAt(slot);
  }

  @Override
  public long lookup(long key, int cpu) {
    int slot = cpu >= 0 && cpu < copies ? slotOf(key) : -1;
    return slot < 0 ? 0 : values.address(slot * copies + cpu);
  }

  @Override
  public int update(long key, long value, long flags) {
    int slot = write(key, flags);
    if (slot >= 0) {
      values.copyFrom(slot * copies + cpu(), value);
    }
    return Math.min(slot, 0);
  }

  /** The slot for a key to be written, new ones with zeros on all CPUs; or a negative errno. */
  private int write(long key, long flags) {
    int wrong = flagError(flags);
    if (wrong != 0) {
      return wrong;
    }
    if ((flags & LOCK) != 0) {
      return -Errno.EINVAL;
    }
    int hash = index.hash(key);
    int slot = index.find(key, hash);
    if (slot >= 0) {
      return flags == NOEXIST ? -Errno.EEXIST : used(slot);
    }
    if (flags == EXIST) {
      return -Errno.ENOENT;
    }
    return insert(key, hash);
  }

  private int used(int slot) {
    if (uses != null) {
      uses.touch(slot);
    }
    return slot;
  }

  private int insert(long key, int hash) {
    int slot = slots.take();
    if (slot < 0) {
      if (uses == null) {
        return -Errno.E2BIG;
      }
      remove(uses.last());
      slot = slots.take();
    }
    keys.copyFrom(slot, key);
    for (int copy = 0; copy < copies; copy++) {
      values.clear(slot * copies + copy);
    }
    index.put(slot, hash);
    if (uses != null) {
      uses.addFirst(slot);
    }
    return slot;
  }

  private void remove(int slot) {
    index.remove(slot);
    slots.give(slot);
    if (uses != null) {
      uses.remove(slot);
    }
  }

  @Override
  public int delete(long key) {
    int slot = slotOf(key);
    if (slot < 0) {
      return -Errno.ENOENT;
    }
    remove(slot);
    return 0;
  }

  @Override
  public int nextSlot(int slot) {
    return slots.next(slot);
  }

  @Override
  public long keyAt(int slot) {
    return keys.address(slot);
  }

  @Override
  public long valueAt(int slot) {
    return values.address(slot * copies + cpu());
  }

  @Override
  public int count() {
    return slots.count();
  }
}
