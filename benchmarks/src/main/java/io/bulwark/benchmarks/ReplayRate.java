package io.bulwark.benchmarks;

import io.bulwark.policy.CheckedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Replays a capture several times in one process, all rules enabled, and prints each pass's cost.
 *
 * <p>{@code ReplayRate CAPTURE [RULES…] [--passes N] [--stream-only]}
 */
public final class ReplayRate {
  private ReplayRate() {}

  public static void main(String[] args) throws IOException {
    List<Path> files = new ArrayList<>();
    int passes = 1;
    boolean streamOnly = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--passes" -> passes = Integer.parseInt(args[++i]);
        case "--stream-only" -> streamOnly = true;
        default -> files.add(Path.of(args[i]));
      }
    }
    if (files.isEmpty() || (!streamOnly && files.size() < 2)) {
      System.err.println("usage: ReplayRate CAPTURE RULES... [--passes N] [--stream-only]");
      System.exit(2);
    }
    run(files.getFirst(), files.subList(1, files.size()), passes, streamOnly);
  }

  private static void run(Path capture, List<Path> rules, int passes, boolean streamOnly)
      throws IOException {
    @Nullable CheckedPolicy policy = streamOnly ? null : RuleFiles.load(rules);
    if (policy != null) {
      System.out.println(policy.rules().size() + " rules");
    }
    Replay replay = new Replay(policy);
    for (int pass = 1; pass <= passes; pass++) {
      Replay.Cost cost = replay.run(capture);
      System.out.printf(
          Locale.ROOT,
          "pass %d: %d event blocks, %d seen by rules, %d alerts, thread %.3f s, process %.3f s,"
              + " %.2f million blocks per CPU-second of the thread, %.1f bytes allocated each%n",
          pass,
          cost.blocks(),
          cost.visible(),
          cost.fired(),
          cost.threadCpu() / 1e9,
          cost.processCpu() / 1e9,
          cost.millionsPerSecond(),
          (double) cost.allocated() / Math.max(1, cost.blocks()));
    }
  }
}
