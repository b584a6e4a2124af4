package io.bulwark.lab;

import io.bulwark.lab.guest.TestReport;
import io.bulwark.lab.kernel.Cache;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.kernel.KernelImage;
import io.bulwark.lab.kernel.KernelImages;
import io.bulwark.lab.machine.GuestEnd;
import io.bulwark.lab.machine.JobFolder;
import io.bulwark.lab.machine.Machine;
import io.bulwark.lab.machine.VirtualMachine;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Runs jobs in kernels. See the package's description for how a test class uses it. */
public final class Lab {
  private final Cache cache;
  private final KernelImages images;

  /** A lab that keeps its kernels in {@code cache}. */
  public Lab(Cache cache) {
    this.cache = cache;
    this.images = new KernelImages(cache);
  }

  /**
   * The outcomes of a test class in each of the {@code kernels} that this run is to boot, one
   * dynamic test each. A machine is booted when the first outcome of its kernel is asked for; where
   * that is not possible the only outcome is skipped aloud, with the reason.
   */
  public static Stream<DynamicTest> inGuest(Class<?> tests, Kernels kernels) {
    return inGuest(GuestJob.tests(tests), kernels, Machine.DEFAULT);
  }

  /** The same for several classes in one guest, and for a machine of the test's choice. */
  public static Stream<DynamicTest> inGuest(
      GuestJob.Tests tests, Kernels kernels, Machine machine) {
    return new GuestTests(new Lab(Cache.ofUser()), tests, machine).on(kernels);
  }

  /**
   * Runs a job on a kernel from a test; where there is no lab, or this run is not to boot that
   * kernel, the test is skipped aloud.
   */
  public static GuestResult run(Kernel kernel, GuestJob job) {
    return run(kernel, job, Machine.DEFAULT);
  }

  /** The same in a machine of the test's choice. */
  public static GuestResult run(Kernel kernel, GuestJob job, Machine machine) {
    requireKernel(kernel);
    return new Lab(Cache.ofUser()).run(kernel, job, machine, OutputStream.nullOutputStream());
  }

  /** Makes sure that a kernel can be booted; where it cannot, the test is skipped aloud. */
  public static KernelImage requireKernel(Kernel kernel) {
    String test = Skips.callingTest() + " on kernel " + kernel;
    if (Kernels.of(kernel).selected().list().isEmpty()) {
      throw Skips.skip(test, Kernels.notSelected());
    }
    return Skips.orSkip(test, () -> new Lab(Cache.ofUser()).images.get(kernel));
  }

  /**
   * Runs a job.
   *
   * @param live gets the job's output while it runs
   * @throws io.bulwark.lab.host.LabUnavailable if something is not installed or not reachable
   */
  public GuestResult run(Kernel kernel, GuestJob job, Machine machine, OutputStream live) {
    KernelImage image = images.get(kernel);
    GuestScript script = GuestScript.of(kernel, job, cache);
    try (JobFolder folder = JobFolder.create(script.script())) {
      folder.write("java.args", script.javaArguments());
      long start = System.nanoTime();
      GuestEnd end = new VirtualMachine(image, machine, folder).run(live);
      return result(image, end, folder, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** A shell in a kernel, for a person at this process's terminal. */
  GuestEnd shell(Kernel kernel, Machine machine) {
    KernelImage image = images.get(kernel);
    String shell = "export TERM=linux PS1='lab " + kernel + " # '; exec /bin/sh -i";
    GuestScript script = GuestScript.of(kernel, GuestJob.script(shell), cache);
    try (JobFolder folder = JobFolder.create(script.script())) {
      return new VirtualMachine(image, machine, folder).runAtConsole();
    }
  }

  private static GuestResult result(
      KernelImage image, GuestEnd end, JobFolder folder, Duration total) {
    return new GuestResult(
        image.kernel(),
        folder.read("release").orElse(image.release()).strip(),
        List.of(folder.read("lsm").orElse("").strip().split(",")),
        end,
        folder.read("output").orElse(""),
        folder.read("uptime").map(Lab::between).orElse(Duration.ZERO),
        total,
        folder.read("dmesg").orElse(""),
        TestReport.read(folder.read("tests").orElse("")));
  }

  /** {@code START STOP} in seconds with two decimals. */
  private static Duration between(String uptimes) {
    String[] seconds = uptimes.strip().split(" ");
    return Duration.ofMillis(
        Math.round((Double.parseDouble(seconds[1]) - Double.parseDouble(seconds[0])) * 1000));
  }
}
