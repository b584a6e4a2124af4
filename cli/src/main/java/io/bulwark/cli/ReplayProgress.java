package io.bulwark.cli;

import io.bulwark.stream.ReplaySource;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on a terminal, for replays that take longer than a second. */
final class ReplayProgress implements AutoCloseable {

  private static final long PATIENCE = 1_000_000_000L;
  private static final int WIDTH = 80;

  private final Terminal terminal;
  private final ReplaySource source;
  private final long start = System.nanoTime();
  private @Nullable ProgressBar bar;

  ReplayProgress(Terminal terminal, ReplaySource source) {
    this.terminal = terminal;
    this.source = source;
  }

  void update() {
    if (!terminal.progress()) {
      return;
    }
    ProgressBar shown = bar;
    if (shown == null && System.nanoTime() - start > PATIENCE) {
      shown = open();
      bar = shown;
    }
    if (shown != null) {
      // Of a compressed capture only the compressed size is known.
      if (source.bytesRead() > source.size()) {
        shown.maxHint(-1);
      }
      shown.stepTo(source.bytesRead());
    }
  }

  private ProgressBar open() {
    return new ProgressBarBuilder()
        .setTaskName("replay")
        .setInitialMax(source.size())
        .setUnit(" MB", 1_000_000)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
        .build();
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
    }
  }
}
