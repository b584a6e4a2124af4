package io.bulwark.stream.fields;

import java.util.Arrays;

/** Time between two scheduler events of the same CPU; 0 for every other event. */
final class SchedulerTime implements LongField.Source {
  private final ReaderContext context;
  private long[] lastByCpu = new long[8];

  SchedulerTime(ReaderContext context) {
    this.context = context;
  }

  @Override
  public long read() {
    if (context.event().type() != EventIds.SCHEDULER_SWITCH) {
      return 0;
    }
    int cpu = context.event().cpu();
    if (cpu >= lastByCpu.length) {
      lastByCpu = Arrays.copyOf(lastByCpu, Math.max(cpu + 1, lastByCpu.length * 2));
    }
    long now = context.event().timestamp();
    long last = lastByCpu[cpu];
    lastByCpu[cpu] = now;
    return last == 0 ? 0 : now - last;
  }
}
