package io.bulwark.stream;

import io.bulwark.stream.state.ThreadTable;
import java.util.function.Consumer;

/**
 * How to replay a capture.
 *
 * @param strict whether to keep upstream behaviour that is otherwise corrected
 * @param threadLimit threads remembered at most
 * @param problems told once per kind of problem
 */
public record ReplayOptions(boolean strict, int threadLimit, Consumer<CaptureProblem> problems) {
  /** Corrected behaviour, the default limits. */
  public static ReplayOptions of(Consumer<CaptureProblem> problems) {
    return new ReplayOptions(false, ThreadTable.DEFAULT_LIMIT, problems);
  }

  public ReplayOptions withStrict(boolean strict) {
    return new ReplayOptions(strict, threadLimit, problems);
  }
}
