package io.bulwark.vm.map;

import io.bulwark.vm.run.Executor;
import org.jspecify.annotations.Nullable;

/** Index to program, for tail calls; the host fills it. */
public final class ProgramArray implements BpfMap {
  private final MapParameters parameters;
  private final long handle;
  private final @Nullable Executor[] slots;

  ProgramArray(MapParameters parameters, long handle) {
    this.parameters = parameters;
    this.handle = handle;
    slots = new @Nullable Executor[parameters.maxEntries()];
  }

  @Override
  public MapParameters parameters() {
    return parameters;
  }

  @Override
  public long handle() {
    return handle;
  }

  /** The program at {@code index}; null if the slot is empty or there is none. */
  public @Nullable Executor get(int index) {
    return index >= 0 && index < slots.length ? slots[index] : null;
  }

  /** Puts a program into a slot; 0, or -E2BIG beyond the end. */
  public int put(int index, Executor program) {
    if (index < 0 || index >= slots.length) {
      return -Errno.E2BIG;
    }
    slots[index] = program;
    return 0;
  }

  /** Empties a slot; 0, -E2BIG beyond the end, -ENOENT if it is empty. */
  public int clear(int index) {
    if (index < 0 || index >= slots.length) {
      return -Errno.E2BIG;
    }
    boolean empty = slots[index] == null;
    slots[index] = null;
    return empty ? -Errno.ENOENT : 0;
  }
}
