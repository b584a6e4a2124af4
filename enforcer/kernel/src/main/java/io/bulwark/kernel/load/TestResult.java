package io.bulwark.kernel.load;

/**
 * What a test run gave.
 *
 * @param value the low 32 bits of r0; sign and width are the program type's business
 * @param nanoseconds mean time of one run as the kernel measured it; 0 for types that it does not
 *     repeat
 * @param data the changed packet, as much as was asked for
 * @param context the context after the run, which system call programs may have changed
 */
public record TestResult(int value, int nanoseconds, byte[] data, byte[] context) {
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
