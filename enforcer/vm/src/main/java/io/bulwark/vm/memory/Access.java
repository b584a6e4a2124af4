package io.bulwark.vm.memory;

/** What a program may do with a piece of memory. */
public enum Access {
  /** Nothing: every access faults. */
  NONE,
  /** Loads only. */
  READ,
  /** Loads and stores. */
  READ_WRITE
}
