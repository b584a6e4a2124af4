package io.bulwark.rules.match;

import java.util.Arrays;

/** Short sorted-by-arrival int arrays that grow by one. */
final class IntLists {
  static final int[] NONE = {};

  private IntLists() {}

  static int[] plus(int[] list, int value) {
    int[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = value;
    return longer;
  }
}
