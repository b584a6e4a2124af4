package io.bulwark.lab;

import io.bulwark.lab.guest.TestOutcome;
import io.bulwark.lab.guest.TestOutcome.Failed;
import io.bulwark.lab.guest.TestOutcome.Passed;
import io.bulwark.lab.guest.TestOutcome.Skipped;
import io.bulwark.lab.host.LabException;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.machine.GuestEnd;
import io.bulwark.lab.machine.Machine;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Test classes that run in guests, and their outcomes as tests of the host. */
record GuestTests(Lab lab, GuestJob.Tests tests, Machine machine) {

  Stream<DynamicTest> on(Kernels kernels) {
    List<Kernel> selected = kernels.selected().list();
    if (selected.isEmpty()) {
      String name = title() + " on kernels " + kernels;
      return Stream.of(
          DynamicTest.dynamicTest(name, () -> Skips.skip(name, Kernels.notSelected())));
    }
    return selected.stream().flatMap(this::on);
  }

  private Stream<DynamicTest> on(Kernel kernel) {
    try {
      GuestResult result = lab.run(kernel, tests, machine, OutputStream.nullOutputStream());
      print(result);
      return outcomes(result).stream().map(outcome -> test(kernel, outcome));
    } catch (LabException e) {
      String name = title() + " on kernel " + kernel;
      return Stream.of(
          DynamicTest.dynamicTest(
              name,
              () ->
                  Skips.orSkip(
                      name,
                      () -> {
                        throw e;
                      })));
    }
  }

  /** The reported outcomes, and one more that failed if the report is not whole. */
  static List<TestOutcome> outcomes(GuestResult result) {
    List<TestOutcome> outcomes = new ArrayList<>(result.tests().outcomes());
    boolean ended = result.end() instanceof GuestEnd.Exited(int code) && code <= 1;
    if (!result.tests().complete() || !ended) {
      String name = result.tests().running().orElse("the run of all tests");
      outcomes.add(new TestOutcome(name, result.jobTime(), new Failed(result.describe())));
    }
    return outcomes;
  }

  private DynamicTest test(Kernel kernel, TestOutcome outcome) {
    String name = "[%s] %s".formatted(kernel, outcome.name());
    return DynamicTest.dynamicTest(
        name,
        () -> {
          switch (outcome.verdict()) {
            case Passed() -> {}
            case Skipped(String reason) -> Skips.skip(name, reason);
            case Failed(String trace) -> throw new GuestTestFailure(trace);
          }
        });
  }

  /** What tests print is part of their result: seeds, figures. */
  private void print(GuestResult result) {
    System.out.printf(
        "%s on kernel %s: %d tests, %s, job %.1f s, in all %.1f s%n",
        title(),
        result.release(),
        result.tests().outcomes().size(),
        result.end().summary(),
        result.jobTime().toMillis() / 1e3,
        result.totalTime().toMillis() / 1e3);
    result
        .output()
        .lines()
        .forEach(line -> System.out.println("[" + result.kernel() + "] " + line));
  }

  private String title() {
    return String.join(", ", tests.classes().stream().map(Class::getSimpleName).toList());
  }
}
