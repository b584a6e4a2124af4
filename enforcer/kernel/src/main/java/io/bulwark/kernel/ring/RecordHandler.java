package io.bulwark.kernel.ring;

import java.lang.foreign.MemorySegment;

/** Takes records out of a ring. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * One record: {@code length} bytes of {@code ring} from {@code offset}, a multiple of 8. They are
   * overwritten after the return. An exception ends the draining; the record counts as taken.
   */
  void onRecord(MemorySegment ring, long offset, int length);
}
