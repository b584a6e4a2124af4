package io.bulwark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.benchmarks.jmh.ReplayBenchmark;
import io.bulwark.benchmarks.vm.VmBenchmark;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.PolicyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks run: small, so that they cannot rot. */
final class BenchmarksTest {
  private static final int CLOSE_ENTER = 4;
  private static final int CLOSE_EXIT = 5;

  @TempDir Path folder;

  /** An exit without its enter at the start, then a pair. */
  private Path capture() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 2);
    out.putLong(-1).putInt(28);
    event(out, 1000, CLOSE_EXIT);
    event(out, 2000, CLOSE_ENTER);
    event(out, 3000, CLOSE_EXIT);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return Files.write(folder.resolve("in.scap"), bytes);
  }

  private static void event(ByteBuffer out, long time, int type) {
    int size = 26 + 2 + 8;
    out.putInt(0x216).putInt(12 + 2 + size).putShort((short) 0);
    out.putLong(time).putLong(7).putInt(size).putShort((short) type).putInt(1);
    out.putShort((short) 8).putLong(3).putInt(12 + 2 + size);
  }

  @Test
  void loopsDropExitsThatNeverBeganAndMoveTimes() throws IOException {
    Path looped = folder.resolve("out.scap");

    assertThat(LoopCapture.loop(capture(), looped, 4)).isEqualTo(3 + 3 * 2);

    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(looped)).order(ByteOrder.LITTLE_ENDIAN);
    long last = 0;
    for (int at = 28; at < in.capacity(); at += in.getInt(at + 4)) {
      assertThat(in.getLong(at + 10)).isGreaterThan(last);
      last = in.getLong(at + 10);
    }
  }

  @Test
  void generatedRulesLoadAndReplay() throws IOException {
    byte[] rules = RuleScaling.rules(100).getBytes(StandardCharsets.UTF_8);
    CheckedPolicy policy = RuleFiles.allEnabled(List.of(new PolicyFile("generated", rules)));

    Replay.Cost cost = new Replay(policy).run(capture());

    assertThat(policy.rules()).hasSize(100);
    assertThat(cost.blocks()).isEqualTo(3);
    assertThat(cost.fired()).isZero();
  }

  @Test
  void machineRuns() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(VmBenchmark.class.getSimpleName())
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(5))
            .build();
    assertThat(new Runner(options).run()).hasSize(14);
  }

  @Test
  void jmhRuns() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(ReplayBenchmark.class.getSimpleName())
            .param("capture", capture().toString())
            .param("rules", "0", "100")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(50))
            .build();

    assertThat(new Runner(options).run())
        .hasSize(2)
        .allMatch(result -> result.getPrimaryResult().getScore() > 0);
  }
}
