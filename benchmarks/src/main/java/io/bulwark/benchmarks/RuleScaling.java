package io.bulwark.benchmarks;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.PolicyFile;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What many rules cost: 100, 1,000 and 10,000 generated rules, none of which can match the
 * capture's values, over one capture.
 *
 * <p>{@code RuleScaling CAPTURE [COUNT…]}
 */
public final class RuleScaling {
  private static final int PASSES = 4;

  private RuleScaling() {}

  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: RuleScaling CAPTURE [COUNT...]");
      System.exit(2);
    }
    Path capture = Path.of(args[0]);
    int[] counts = {100, 1_000, 10_000};
    if (args.length > 1) {
      counts = new int[args.length - 1];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = Integer.parseInt(args[i + 1]);
      }
    }
    System.out.println("| rules | load s | compile s | million blocks per CPU-second | heap MB |");
    System.out.println("|---|---|---|---|---|");
    for (int count : counts) {
      measure(capture, count);
    }
  }

  private static void measure(Path capture, int count) throws IOException {
    long start = System.nanoTime();
    CheckedPolicy policy =
        RuleFiles.allEnabled(
            List.of(new PolicyFile("generated", rules(count).getBytes(StandardCharsets.UTF_8))));
    long loaded = System.nanoTime();
    compile(capture, policy);
    long compiled = System.nanoTime();
    Replay replay = new Replay(policy);
    double best = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      best = Math.max(best, replay.run(capture).millionsPerSecond());
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "| %d | %.2f | %.2f | %.2f | %d |%n",
        policy.rules().size(),
        (loaded - start) / 1e9,
        (compiled - loaded) / 1e9,
        best,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  private static void compile(Path capture, CheckedPolicy policy) throws IOException {
    EventSchema schema = EventSchema.standard();
    try (ReplaySource source = ReplaySource.open(capture, schema, ReplayOptions.of(p -> {}))) {
      RuleEngine.compile(policy, source, schema, EngineOptions.defaults());
    }
  }

  /** Rules over opened files, started programs and connections, each with values of its own. */
  public static String rules(int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String condition =
          switch (i % 4) {
            case 0 -> "evt.type in (open, openat) and fd.name = /nowhere/file-" + i;
            case 1 -> "evt.type = execve and proc.name = nothing-" + i;
            case 2 -> "evt.type in (open, openat) and fd.name startswith /nowhere-" + i + "/";
            default ->
                "evt.type = connect and fd.sport = 1 and proc.name in (no-" + i + ", x-" + i + ")";
          };
      out.append("- rule: generated ").append(i).append("\n  desc: none\n  condition: ");
      out.append(condition).append("\n  output: found %proc.name\n  priority: NOTICE\n");
    }
    return out.toString();
  }
}
