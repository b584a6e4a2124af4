package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/** Index to value; plain or per CPU. All entries exist from the beginning, as zeros. */
public final class ArrayMap extends KeyedMap {
  private final Memory memory;
  private final Cpus cpus;
  private final int entries;

  /** Values of one entry: 1, or one a CPU. */
  private final int copies;

  private final Values values;

  /** Where the key of an entry that is visited stands. */
  private final long keyCell;

  ArrayMap(MapParameters parameters, long handle, Memory memory, Cpus cpus, int valueSize) {
    super(parameters, handle);
    this.memory = memory;
    this.cpus = cpus;
    entries = parameters.maxEntries();
    copies = parameters.kind().perCpu() ? cpus.count() : 1;
    int cells = Math.multiplyExact(entries, copies);
    values = new Values(memory, cells, valueSize, Values.access(parameters));
    keyCell = memory.allocate(4, Access.READ).address();
  }

  private int cpu() {
    return copies == 1 ? 0 : cpus.current();
  }

  @Override
  int slotOf(long key) {
    int index = memory.getInt(key);
    return index >= 0 && index < entries ? index : -1;
  }

  @Override
  public long lookup(long key) {
    int slot = slotOf(key);
    return slot < 0 ? 0 : values.address(slot * copies + cpu());
  }

  @Override
  public long lookup(long key, int cpu) {
    int slot = slotOf(key);
    boolean there = slot >= 0 && cpu >= 0 && cpu < copies;
    return there ? values.address(slot * copies + cpu) : 0;
  }

  @Override
  public int update(long key, long value, long flags) {
    int wrong = flagError(flags);
    if (wrong != 0) {
      return wrong;
    }
    int slot = slotOf(key);
    if (slot < 0) {
      return -Errno.E2BIG;
    }
    if ((flags & NOEXIST) != 0) {
      return -Errno.EEXIST;
    }
    if ((flags & LOCK) != 0) {
      return -Errno.EINVAL;
    }
    values.copyFrom(slot * copies + cpu(), value);
    return 0;
  }

  @Override
  public int delete(long key) {
    return -Errno.EINVAL;
  }

  @Override
  public int nextSlot(int slot) {
    return slot + 1 < entries ? slot + 1 : -1;
  }

  @Override
  public long keyAt(int slot) {
    memory.putInt(keyCell, slot);
    return keyCell;
  }

  @Override
  public long valueAt(int slot) {
    return values.address(slot * copies + cpu());
  }

  @Override
  public int count() {
    return entries;
  }

  /** The address of entry 0, for arrays that hold global variables. */
  public long base() {
    return values.address(0);
  }
}
