package io.bulwark.vm.run;

import io.bulwark.vm.program.Program;

/** One way of running one program; the state is the {@link Execution}'s. */
public interface Body {
  /** The program. */
  Program program();

  /**
   * Runs the function that begins at instruction {@code entry} in a frame that exists already.
   *
   * @param fp the frame pointer
   * @return r0
   * @throws io.bulwark.vm.fault.FaultSignal with its place
   */
  long call(Execution execution, int entry, long r1, long r2, long r3, long r4, long r5, long fp);
}
