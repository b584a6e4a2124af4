package io.bulwark.vm.run;

import io.bulwark.vm.fault.FaultSignal;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.program.Program;

/**
 * A program ready to run on one machine. Runs of one machine come one after the other: the memory,
 * fuel and frames are shared.
 */
public final class Executor {
  private final Execution execution;
  private final Body body;

  /** Runs {@code body} with the state {@code execution}. */
  public Executor(Execution execution, Body body) {
    this.execution = execution;
    this.body = body;
  }

  /** The program. */
  public Program program() {
    return body.program();
  }

  /** {@link #run(long, long)} with r2 = 0. */
  public long run(long context) {
    return run(context, 0);
  }

  /**
   * Runs from the first instruction with fresh fuel; all registers but these two are 0. Memory, the
   * stack included, is as the last run or the host left it.
   *
   * @param context r1, the address of the context
   * @param r2 the second argument, by convention the context's length
   * @return r0
   * @throws MachineFault if the run does not come to its exit
   */
  public long run(long context, long r2) {
    try {
      return execution.start(body, context, r2);
    } catch (FaultSignal signal) {
      throw signal.located();
    }
  }

  Body body() {
    return body;
  }

  Execution execution() {
    return execution;
  }
}
