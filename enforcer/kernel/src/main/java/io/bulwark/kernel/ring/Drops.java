package io.bulwark.kernel.ring;

import io.bulwark.kernel.load.Bytes;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.MappedArray;

/**
 * Events that a producer could not write. The producer counts them where its reservation fails:
 * gaps cannot be seen from the consumer's side.
 */
@FunctionalInterface
public interface Drops {
  /** Nobody counts. */
  Drops UNCOUNTED = () -> 0;

  /** Events lost since the counter was made. */
  long total();

  /** An 8-byte counter in a mapped array; must stay open as long as this is asked. */
  static Drops in(MappedArray counters, int index) {
    return () -> counters.getLong(index);
  }

  /** An 8-byte counter for each CPU, summed with a system call. */
  static Drops perCpu(KernelMap counters, int index) {
    return () -> counters.lookupPerCpu(Bytes.ofInt(index)).stream().mapToLong(Bytes::toLong).sum();
  }
}
