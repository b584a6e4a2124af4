package io.bulwark.vm.target;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;

/**
 * What r1 of a hook's program points to: its arguments, 64 bits each; for LSM hooks one more, what
 * the programs before have decided.
 */
public final class HookContext {
  private final Memory memory;
  private final long address;
  private final int arguments;

  HookContext(Memory memory, int arguments) {
    this.memory = memory;
    this.arguments = arguments;
    address = memory.allocate(8L * (arguments + 1), Access.READ).address();
  }

  /** Its address: r1. */
  public long address() {
    return address;
  }

  /** Sets argument {@code index} to a number. */
  public HookContext argument(int index, long value) {
    if (index < 0 || index >= arguments) {
      throw new IllegalArgumentException("argument %d of %d".formatted(index, arguments));
    }
    memory.putLong(address + 8L * index, value);
    return this;
  }

  /** Sets argument {@code index} to the address of an object. */
  public HookContext argument(int index, RecordedObject object) {
    return argument(index, object.address());
  }

  /** Sets what the programs before have decided: 0 or a negative errno. */
  public HookContext previous(int verdict) {
    memory.putLong(address + 8L * arguments, verdict);
    return this;
  }
}
