package io.bulwark.kernel.load;

/**
 * The input of a test run (BPF_PROG_TEST_RUN): a value.
 *
 * @param data the packet; at least 14 bytes for types that see packets, empty for raw tracepoints
 *     and system call programs
 * @param context the context, empty for the kernel's own
 * @param repeat how often the kernel runs it in a row, at least 1; raw tracepoints and system call
 *     programs take 1 only
 * @param dataOut bytes of changed packet wanted back, 0 for none
 * @param flags BPF_F_TEST_*, 0 for none
 */
public record TestRun(byte[] data, byte[] context, int repeat, int dataOut, int flags) {
  private static final byte[] NONE = {};

  /** Checks the numbers. */
  public TestRun {
    if (repeat < 1 || dataOut < 0) {
      throw new IllegalArgumentException("repeat " + repeat + ", dataOut " + dataOut);
    }
  }

  /** One run over a packet. */
  public static TestRun packet(byte[] data) {
    return new TestRun(data, NONE, 1, 0, 0);
  }

  /** One run of a raw tracepoint or system call program. */
  public static TestRun context(byte[] context) {
    return new TestRun(NONE, context, 1, 0, 0);
  }

  /** The same, {@code times} in a row inside the kernel. */
  public TestRun repeated(int times) {
    return new TestRun(data, context, times, dataOut, flags);
  }

  /** The same, with up to {@code bytes} of the changed packet. */
  public TestRun returning(int bytes) {
    return new TestRun(data, context, repeat, bytes, flags);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
