package io.bulwark.cli;

import io.bulwark.alerts.AlertFormat;
import io.bulwark.event.detection.Detection;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleEngine;
import io.bulwark.stream.CaptureProblem;
import io.bulwark.stream.ReplayOptions;
import io.bulwark.stream.ReplaySource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Runs rules over captures and prints the alerts. */
final class Replay {

  /** Events between two looks at the clock and at the reader of our output. */
  private static final int STRIDE = 1 << 14;

  private final Terminal terminal;
  private final CheckedPolicy policy;
  private final EngineOptions options;
  private final AlertFormat format;
  private final EventSchema schema = EventSchema.standard();
  private final ReplaySummary summary;
  private final StringBuilder line = new StringBuilder();
  private PrintStream sink;
  private long deadline = Long.MAX_VALUE;
  private boolean fatal;

  Replay(Terminal terminal, CheckedPolicy policy, EngineOptions options, AlertFormat format) {
    this.terminal = terminal;
    this.policy = policy;
    this.options = options;
    this.format = format;
    sink = terminal.out();
    summary = new ReplaySummary(policy);
  }

  /** Prints alerts there instead of to standard output. */
  void printTo(PrintStream stream) {
    sink = stream;
  }

  /** Stops reading when this much time has passed. */
  void stopAfter(long nanos) {
    deadline = System.nanoTime() + nanos;
  }

  ReplaySummary summary() {
    return summary;
  }

  /** Whether a capture could not be read to its end. */
  boolean fatal() {
    return fatal;
  }

  /** Replays one capture; what is wrong with it goes to standard error. */
  void run(String capture) {
    if (Files.isDirectory(RuleFiles.path(capture))) {
      throw new UserFault("`" + capture + "` is a folder, not a capture", "name a .scap file");
    }
    ReplayOptions how =
        ReplayOptions.of(problem -> tell(capture, problem))
            .withStrict(options.compatibility() == Compatibility.STRICT);
    long start = System.nanoTime();
    try (ReplaySource source = ReplaySource.open(RuleFiles.path(capture), schema, how)) {
      RuleEngine engine = RuleEngine.compile(policy, source, schema, options);
      loop(source, engine);
      long[] undecided = engine.undecided();
      for (CheckedRule rule : policy.rules()) {
        summary.add(rule.order(), engine.fired(rule.order()));
        summary.addUndecided(rule.order(), undecided[rule.order()]);
      }
      summary.add(source.delivered(), source.skipped(), System.nanoTime() - start);
    } catch (IOException | UncheckedIOException e) {
      throw RuleFiles.unreadable("capture", capture, e);
    }
  }

  private void loop(ReplaySource source, RuleEngine engine) {
    Consumer<Detection> print = this::print;
    try (ReplayProgress progress = new ReplayProgress(terminal, source)) {
      int left = STRIDE;
      while (source.next()) {
        engine.process(print);
        if (--left == 0) {
          left = STRIDE;
          progress.update();
          if (System.nanoTime() > deadline || sink.checkError()) {
            return;
          }
        }
      }
    }
  }

  private void print(Detection detection) {
    line.setLength(0);
    format.append(detection, line);
    byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    sink.write(bytes, 0, bytes.length);
  }

  private void tell(String capture, CaptureProblem problem) {
    fatal |= problem.code().fatal();
    String severity = problem.code().fatal() ? "error" : "warning";
    terminal.out().flush();
    terminal
        .err()
        .printf(
            "%s: %s[%s]: %s%n  = hint: %s%n",
            capture, severity, problem.code().id(), problem.message(), problem.code().fix());
  }
}
