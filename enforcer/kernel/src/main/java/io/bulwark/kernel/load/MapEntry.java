package io.bulwark.kernel.load;

import java.util.Arrays;

/** A key and its value, the values of all CPUs one behind the other in a per-CPU map. */
public record MapEntry(byte[] key, byte[] value) {
  @Override
  public boolean equals(Object other) {
    return other instanceof MapEntry that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }
}
