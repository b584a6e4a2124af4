package io.bulwark.benchmarks.ring;

import com.sun.management.ThreadMXBean;
import io.bulwark.kernel.load.KernelProgram;
import io.bulwark.kernel.load.TestRun;
import io.bulwark.kernel.ring.RecordHandler;
import io.bulwark.kernel.ring.RingReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Fills and drains a ring again and again; only the draining is timed. */
final class Rounds {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final KernelProgram filler;
  private final RingReader reader;
  private final TestRun fill;
  private final Sum sum = new Sum();
  private long events;
  private long allocated;

  Rounds(KernelProgram filler, RingReader reader, int runs) {
    this.filler = filler;
    this.reader = reader;
    this.fill = TestRun.packet(new byte[64]).repeated(runs);
  }

  /** Sums the first and the last word of every event, as the C side does. */
  private static final class Sum implements RecordHandler {
    private long total;

    @Override
    public void onRecord(MemorySegment ring, long offset, int length) {
      total +=
          ring.get(ValueLayout.JAVA_LONG, offset)
              + ring.get(ValueLayout.JAVA_LONG, offset + length - 8);
    }
  }

  RingDrain.Figure time(int rounds) {
    double[] each = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      filler.testRun(fill);
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      int taken = reader.drain(sum);
      each[round] = (double) (System.nanoTime() - start) / taken;
      allocated += THREADS.getCurrentThreadAllocatedBytes() - bytes;
      events += taken;
    }
    if (sum.total == 0) {
      throw new IllegalStateException("the events were empty");
    }
    Arrays.sort(each);
    return new RingDrain.Figure(each[0], each[rounds / 2]);
  }

  double allocatedPerEvent() {
    return (double) allocated / events;
  }
}
