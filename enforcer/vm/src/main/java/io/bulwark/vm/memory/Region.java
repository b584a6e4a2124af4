package io.bulwark.vm.memory;

/**
 * A piece of a machine's memory.
 *
 * @param address of its first byte; a multiple of 16, never 0
 * @param size in bytes, at least 1
 */
public record Region(long address, int size) {
  /** Address behind the last byte. */
  public long end() {
    return address + size;
  }
}
