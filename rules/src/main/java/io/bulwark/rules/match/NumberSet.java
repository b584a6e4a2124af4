package io.bulwark.rules.match;

import java.util.Arrays;
import java.util.List;

/** A set of numbers. */
final class NumberSet {
  private final long[] sorted;

  NumberSet(List<Long> values) {
    sorted = values.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
  }

  boolean contains(long value) {
    return Arrays.binarySearch(sorted, value) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberSet set && Arrays.equals(sorted, set.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
