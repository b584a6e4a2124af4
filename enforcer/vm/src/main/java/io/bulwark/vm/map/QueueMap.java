package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/** A queue or a stack of values. */
public final class QueueMap implements BpfMap {
  private final MapParameters parameters;
  private final long handle;
  private final Memory memory;
  private final Values values;
  private final boolean stack;
  private int oldest;
  private int count;

  QueueMap(MapParameters parameters, long handle, Memory memory) {
    this.parameters = parameters;
    this.handle = handle;
    this.memory = memory;
    stack = parameters.kind() == MapKind.STACK;
    values = new Values(memory, parameters.maxEntries(), parameters.valueSize(), Access.NONE);
  }

  @Override
  public MapParameters parameters() {
    return parameters;
  }

  @Override
  public long handle() {
    return handle;
  }

  /** How many values there are. */
  public int count() {
    return count;
  }

  /**
   * Adds the value at {@code value}; with {@link KeyedMap#EXIST} a full map forgets its oldest.
   *
   * @return 0, -E2BIG if it is full, -EINVAL for other flags
   */
  public int push(long value, long flags) {
    boolean replace = (flags & KeyedMap.EXIST) != 0;
    if (flags < 0 || flags > KeyedMap.EXIST || (flags & KeyedMap.NOEXIST) != 0) {
      return -Errno.EINVAL;
    }
    if (count == parameters.maxEntries()) {
      if (!replace) {
        return -Errno.E2BIG;
      }
      dropOldest();
    }
    values.copyFrom(cell(count), value);
    count++;
    return 0;
  }

  /** The cell of the value that is {@code position} younger than the oldest. */
  private int cell(int position) {
    return (int) (((long) oldest + position) % parameters.maxEntries());
  }

  private void dropOldest() {
    oldest = cell(1);
    count--;
  }

  /** Copies the next value out and removes it; -ENOENT, and zeros, if there is none. */
  public int pop(long value) {
    int result = peek(value);
    if (result == 0) {
      if (stack) {
        count--;
      } else {
        dropOldest();
      }
    }
    return result;
  }

  /** Copies the next value out; -ENOENT, and zeros, if there is none. */
  public int peek(long value) {
    if (count == 0) {
      memory.fill(value, values.size(), (byte) 0);
      return -Errno.ENOENT;
    }
    memory.copy(values.address(cell(stack ? count - 1 : 0)), value, values.size());
    return 0;
  }
}
