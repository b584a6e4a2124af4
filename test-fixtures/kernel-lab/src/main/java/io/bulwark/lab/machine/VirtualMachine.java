package io.bulwark.lab.machine;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.host.Programs;
import io.bulwark.lab.kernel.KernelImage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Boots a kernel, lets it run one job, and sees to it that the machine ends. */
public final class VirtualMachine {
  private static final Duration POLL = Duration.ofMillis(20);

  /** From the job's exit code to the end of the machine, which has nothing else left to do. */
  private static final Duration POWER_OFF = Duration.ofSeconds(20);

  private final KernelImage image;
  private final Machine machine;
  private final JobFolder job;

  public VirtualMachine(KernelImage image, Machine machine, JobFolder job) {
    this.image = image;
    this.machine = machine;
    this.job = job;
  }

  /**
   * Runs the job to its end.
   *
   * @param live gets the job's output while it runs
   */
  public GuestEnd run(OutputStream live) {
    job.write("modules", image.modules().resolve("lib/modules") + "\n");
    Path console = job.path().resolve("console");
    Process process =
        start("stdio", Redirect.from(new File("/dev/null")), Redirect.to(console.toFile()));
    try (OutputTail output = new OutputTail(job.path().resolve("output"), live)) {
      return watch(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Programs.stop(process);
    }
  }

  /** Runs the job with this process's terminal as its console, until it ends. */
  public GuestEnd runAtConsole() {
    job.write("modules", image.modules().resolve("lib/modules") + "\n");
    job.write("shell", "");
    // With the monitor in between, Ctrl-C goes to the guest; Ctrl-A X ends the machine.
    Process process = start("mon:stdio", Redirect.INHERIT, Redirect.INHERIT);
    try {
      process.waitFor();
      return end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while a guest ran");
    } finally {
      Programs.stop(process);
    }
  }

  private Process start(String serial, Redirect in, Redirect out) {
    List<String> command = Qemu.command(image, machine, job.path(), serial);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectInput(in)
          .redirectOutput(out)
          .start();
    } catch (IOException e) {
      throw new LabFailure("QEMU cannot be started: " + e.getMessage());
    }
  }

  private GuestEnd watch(Process process, OutputTail output) throws IOException {
    if (!await(process, output, machine.bootLimit(), "release")) {
      return new GuestEnd.Died(
          "it did not boot within %d s: %s"
              .formatted(machine.bootLimit().toSeconds(), consoleTail()));
    }
    if (!await(process, output, machine.jobLimit(), "exit")) {
      return new GuestEnd.TimedOut(machine.jobLimit());
    }
    await(process, output, POWER_OFF, "never");
    return end();
  }

  /** Waits until the guest has written {@code file} or has ended; false if the time is over. */
  private boolean await(Process process, OutputTail output, Duration limit, String file)
      throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    do {
      output.copy();
      if (job.has(file) || !process.isAlive()) {
        return true;
      }
      pause(process);
    } while (System.nanoTime() < deadline);
    return false;
  }

  private static void pause(Process process) {
    try {
      process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while a guest ran");
    }
  }

  private GuestEnd end() {
    return job.read("exit")
        .<GuestEnd>map(code -> new GuestEnd.Exited(Integer.parseInt(code.strip())))
        .orElseGet(() -> new GuestEnd.Died(consoleTail()));
  }

  /** From the kernel's panic on, whose trace may be long, or else the last lines. */
  private String consoleTail() {
    if (!Files.exists(job.path().resolve("console"))) {
      return "";
    }
    List<String> lines = job.read("console").orElse("").lines().toList();
    int from = Math.max(0, lines.size() - 40);
    for (int at = 0; at < from; at++) {
      if (lines.get(at).contains("Kernel panic")) {
        from = Math.max(at, lines.size() - 400);
        break;
      }
    }
    return String.join("\n", lines.subList(from, lines.size()));
  }
}
