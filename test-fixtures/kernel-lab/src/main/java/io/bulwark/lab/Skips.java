package io.bulwark.lab;

import io.bulwark.lab.host.LabUnavailable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** Tests that cannot run here say so. */
final class Skips {
  /**
   * The environment variable that forbids skips for want of a lab, for machines that are known to
   * have one: {@code BULWARK_LAB=required}.
   */
  private static final String REQUIRED = "BULWARK_LAB";

  private Skips() {}

  /** The test class and method that is running. */
  static String callingTest() {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame -> frame.getClassName().endsWith("Test"))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .findFirst()
                .orElse("a test"));
  }

  /** What {@code supplier} gives; if the lab is missing here, the test is skipped aloud. */
  static <T> T orSkip(String test, Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (LabUnavailable e) {
      if ("required".equals(System.getenv(REQUIRED))) {
        throw e;
      }
      throw skip(test, String.valueOf(e.getMessage()));
    }
  }

  /** Skips a test aloud; never returns. */
  static IllegalStateException skip(String test, String reason) {
    System.out.println("SKIPPED: " + test + ": " + reason.lines().findFirst().orElse(""));
    Assumptions.abort(reason);
    return new IllegalStateException("not reached");
  }
}
