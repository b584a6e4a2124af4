package io.bulwark.vm.map;

import java.util.BitSet;

/** Which of a number of slots are in use; the one given back last is taken first. */
final class Slots {
  private final BitSet used;
  private final int[] free;
  private int freeCount;

  Slots(int count) {
    used = new BitSet(count);
    free = new int[count];
    for (int slot = count - 1; slot >= 0; slot--) {
      free[freeCount++] = slot;
    }
  }

  /** A slot that is now in use; -1 if all are. */
  int take() {
    if (freeCount == 0) {
      return -1;
    }
    int slot = free[--freeCount];
    used.set(slot);
    return slot;
  }

  void give(int slot) {
    used.clear(slot);
    free[freeCount++] = slot;
  }

  int next(int slot) {
    return used.nextSetBit(slot + 1);
  }

  int count() {
    return free.length - freeCount;
  }
}
