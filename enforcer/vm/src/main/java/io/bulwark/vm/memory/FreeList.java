package io.bulwark.vm.memory;

import java.util.Map;
import java.util.TreeMap;

/** What is left of the arena: disjoint pieces by address, first fit, neighbours joined. */
final class FreeList {
  private final TreeMap<Integer, Integer> pieces = new TreeMap<>();

  FreeList(int from, int to) {
    pieces.put(from, to - from);
  }

  /** Address of {@code size} bytes that are now taken; -1 if there is no such piece. */
  int take(int size) {
    for (Map.Entry<Integer, Integer> piece : pieces.entrySet()) {
      int at = piece.getKey();
      int length = piece.getValue();
      if (length >= size) {
        pieces.remove(at);
        if (length > size) {
          pieces.put(at + size, length - size);
        }
        return at;
      }
    }
    return -1;
  }

  void give(int at, int size) {
    Map.Entry<Integer, Integer> before = pieces.lowerEntry(at);
    Map.Entry<Integer, Integer> after = pieces.ceilingEntry(at);
    int start = at;
    int length = size;
    if (after != null && after.getKey() == at + size) {
      length += after.getValue();
      pieces.remove(after.getKey());
    }
    if (before != null && before.getKey() + before.getValue() == at) {
      start = before.getKey();
      length += before.getValue();
    }
    pieces.put(start, length);
  }
}
