package io.bulwark.vm.map;

import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;

/** A row of cells of one size in the machine's memory, each a region of its own. */
final class Values {
  private final Memory memory;
  private final long base;
  private final int size;
  private final int stride;

  /** {@code count} cells of {@code size} bytes, all 0. */
  Values(Memory memory, int count, int size, Access access) {
    this.memory = memory;
    this.size = size;
    stride = (size + Memory.GRANULE - 1) & -Memory.GRANULE;
    Region region = memory.allocate(Math.max(1, (long) count * stride), Access.NONE);
    base = region.address();
    for (int cell = 0; cell < count; cell++) {
      memory.protect(address(cell), size, access);
    }
  }

  /** What programs may do with values of such a map. */
  static Access access(MapParameters map) {
    return map.has(MapParameters.RDONLY_PROG) ? Access.READ : Access.READ_WRITE;
  }

  long address(int cell) {
    return base + (long) cell * stride;
  }

  int size() {
    return size;
  }

  /** The cell that holds this address's first byte. */
  int cell(long address) {
    return (int) ((address - base) / stride);
  }

  void copyFrom(int cell, long source) {
    memory.copy(source, address(cell), size);
  }

  void clear(int cell) {
    memory.fill(address(cell), size, (byte) 0);
  }
}
