package io.bulwark.lab;

import io.bulwark.lab.guest.TestReport;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.machine.GuestEnd;
import io.bulwark.lab.machine.GuestEnd.Exited;
import java.time.Duration;
import java.util.List;

/**
 * What came of a job.
 *
 * @param release of the kernel, as {@code uname -r} prints it
 * @param lsm the active security modules; empty if the guest did not come to its job
 * @param output what the job wrote to both its streams, at most 32 MB; bytes that are no UTF-8 are
 *     replaced
 * @param jobTime by the guest's clock, to 10 ms; zero if the job did not end
 * @param totalTime by the host's clock, with booting and powering off
 * @param kernelLog empty if the job did not end
 * @param tests empty but for jobs that run tests
 */
public record GuestResult(
    Kernel kernel,
    String release,
    List<String> lsm,
    GuestEnd end,
    String output,
    Duration jobTime,
    Duration totalTime,
    String kernelLog,
    TestReport tests) {

  /** Whether the job ended with the exit code 0. */
  public boolean succeeded() {
    return end instanceof Exited(int code) && code == 0;
  }

  /**
   * This result, if the job succeeded.
   *
   * @throws AssertionError if not, with what is known
   */
  public GuestResult requireSuccess() {
    if (!succeeded()) {
      throw new AssertionError(describe());
    }
    return this;
  }

  /** For people: how it ended, and the end of the output. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    text.append("kernel ").append(release).append(": ").append(end.summary());
    if (end instanceof GuestEnd.Died(String reason)) {
      text.append('\n').append(reason);
    }
    List<String> lines = output.lines().toList();
    lines
        .subList(Math.max(0, lines.size() - 60), lines.size())
        .forEach(line -> text.append('\n').append(line));
    return text.toString();
  }
}
