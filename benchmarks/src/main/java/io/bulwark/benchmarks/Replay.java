package io.bulwark.benchmarks;

import io.bulwark.event.detection.Detection;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One pass over a capture, measured. */
final class Replay {
  /**
   * What a pass cost.
   *
   * @param blocks event blocks of the capture
   * @param visible events that rules could see
   * @param threadCpu nanoseconds of the replaying thread
   * @param processCpu nanoseconds of the whole process, compilers included
   * @param allocated bytes allocated by the replaying thread
   */
  record Cost(
      long blocks, long visible, long fired, long threadCpu, long processCpu, long allocated) {
    /** Event blocks a second of the replaying thread, in millions. */
    double millionsPerSecond() {
      return blocks * 1e3 / threadCpu;
    }
  }

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final EventSchema schema = EventSchema.standard();
  private final @Nullable CheckedPolicy policy;
  private long seen;

  /**
   * @param policy the rules to test; null for the stream alone
   */
  Replay(@Nullable CheckedPolicy policy) {
    this.policy = policy;
  }

  Cost run(Path capture) throws IOException {
    ReplayOptions options =
        ReplayOptions.of(p -> System.err.println(p.code().id() + " " + p.message()));
    long thread = THREADS.getCurrentThreadCpuTime();
    long process = PROCESS.getProcessCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    try (ReplaySource source = ReplaySource.open(capture, schema, options)) {
      long fired = policy == null ? drain(source) : match(source, policy);
      return new Cost(
          source.eventBlocks(),
          source.delivered(),
          fired,
          THREADS.getCurrentThreadCpuTime() - thread,
          PROCESS.getProcessCpuTime() - process,
          THREADS.getCurrentThreadAllocatedBytes() - bytes);
    }
  }

  private static long drain(ReplaySource source) {
    while (source.next()) {
      // Reading, converting and keeping state is all that is measured.
    }
    return 0;
  }

  private long match(ReplaySource source, CheckedPolicy rules) {
    RuleEngine engine = RuleEngine.compile(rules, source, schema, EngineOptions.defaults());
    Consumer<Detection> count = detection -> seen++;
    long fired = 0;
    while (source.next()) {
      fired += engine.process(count);
    }
    return fired;
  }
}
