package io.bulwark.benchmarks.jmh;

import io.bulwark.benchmarks.RuleScaling;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Passes over a capture in memory, compiling the rules once a pass. {@code events} is events that
 * rules could see, per second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-Xmx512m"})
public class ReplayBenchmark {
  /** The capture and the rules. */
  @State(Scope.Benchmark)
  public static class Input {
    /** A capture; a long one is best made by {@code LoopCapture}. */
    @Param("examples/demo/intrusion.scap")
    public String capture = "";

    /** Generated rules that cannot match; 0: the stream alone. */
    @Param({"0", "100", "1000", "10000"})
    public int rules;

    private byte[] bytes = {};
    private CheckedPolicy policy =
        new CheckedPolicy(List.of(), java.util.Map.of(), java.util.Map.of());

    /** JMH makes it. */
    public Input() {}

    /** Reads the capture and loads the rules. */
    @Setup(Level.Trial)
    public void load() throws IOException {
      bytes = Files.readAllBytes(Path.of(capture));
      byte[] text = RuleScaling.rules(Math.max(1, rules)).getBytes(StandardCharsets.UTF_8);
      policy =
          PolicyLoader.load(List.of(new PolicyFile("generated", text)), LoadOptions.defaults())
              .policy();
    }
  }

  /** Counts what went by. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counter {
    /** Events that rules could see. */
    public long events;

    /** JMH makes it. */
    public Counter() {}
  }

  /** JMH makes it. */
  public ReplayBenchmark() {}

  /** One pass. */
  @Benchmark
  public long pass(Input input, Counter counter) throws IOException {
    EventSchema schema = EventSchema.standard();
    long fired = 0;
    try (ReplaySource source =
        ReplaySource.open(
            new ByteArrayInputStream(input.bytes), schema, ReplayOptions.of(problem -> {}))) {
      if (input.rules == 0) {
        while (source.next()) {
          fired++;
        }
      } else {
        RuleEngine engine =
            RuleEngine.compile(input.policy, source, schema, EngineOptions.defaults());
        while (source.next()) {
          fired += engine.process(detection -> {});
        }
      }
      counter.events += source.delivered();
    }
    return fired;
  }
}
