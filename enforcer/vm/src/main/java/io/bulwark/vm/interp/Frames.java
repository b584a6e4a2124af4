package io.bulwark.vm.interp;

import io.bulwark.vm.run.Execution;
import java.util.Arrays;

/** Register files, kept for the next run: one for every call that can be open at once. */
public final class Frames {
  private static final int REGISTERS = 11;
  private final long[][] files =
      new long[Execution.MAX_FRAMES + Execution.MAX_TAIL_CALLS][REGISTERS];
  private int open;

  /** No calls are open. */
  public Frames() {}

  /** A register file with all registers 0. */
  long[] push() {
    long[] file = files[open++];
    Arrays.fill(file, 0);
    return file;
  }

  void pop() {
    open--;
  }
}
