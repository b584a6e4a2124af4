package io.bulwark.vm.map;

/**
 * Slots in the order of their last use, the newest first: a ring of links with a head that is no
 * slot.
 */
final class SlotList {
  private final int[] before;
  private final int[] after;
  private final int head;

  SlotList(int slots) {
    before = new int[slots + 1];
    after = new int[slots + 1];
    head = slots;
    before[head] = head;
    after[head] = head;
  }

  void addFirst(int slot) {
    int second = after[head];
    after[head] = slot;
    before[slot] = head;
    after[slot] = second;
    before[second] = slot;
  }

  void remove(int slot) {
    after[before[slot]] = after[slot];
    before[after[slot]] = before[slot];
  }

  void touch(int slot) {
    remove(slot);
    addFirst(slot);
  }

  /** The slot not used for longest; there has to be one. */
  int last() {
    return before[head];
  }
}
