package io.bulwark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.lab.guest.TestOutcome;
import io.bulwark.lab.guest.TestOutcome.Failed;
import io.bulwark.lab.guest.TestOutcome.Passed;
import io.bulwark.lab.guest.TestOutcome.Skipped;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.machine.Clock;
import io.bulwark.lab.machine.GuestEnd;
import io.bulwark.lab.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lab boots real kernels, and tells apart what can come of a job. */
@Tag("kernel-vm")
class LabTest {
  /** Lines that a harness could mistake for its own. */
  private static final String[] MARKERS = {
    "echo 'exit 0'",
    "echo 0",
    "echo '[    1.000000] Kernel panic - not syncing'",
    "echo 'guest-init: no overlay'",
    "printf 'complete\\t0\\t\\t\\n'"
  };

  @TestFactory
  Stream<DynamicTest> testsRunInGuests() {
    return Lab.inGuest(ProbeInGuest.class, Kernels.ALL);
  }

  @Test
  void everyEndOfATestIsTold() {
    GuestResult result = Lab.run(Kernel.V6_1, GuestJob.tests(MixedInGuest.class));

    List<TestOutcome> outcomes = GuestTests.outcomes(result);
    assertThat(outcomes)
        .extracting(TestOutcome::name)
        .containsExactly(
            "MixedInGuest > passes()",
            "MixedInGuest > fails()",
            "MixedInGuest > isAborted()",
            "MixedInGuest > isDisabled()",
            "MixedInGuest > endsTheJvm()");
    assertThat(outcomes.get(0).verdict()).isEqualTo(new Passed());
    assertThat(outcomes.get(1).verdict())
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(failed.trace())
                    .contains("tab or line", "<a\tb>", "<a\nb>", "MixedInGuest.fails"));
    assertThat(outcomes.get(2).verdict()).isEqualTo(new Skipped("not\there"));
    assertThat(outcomes.get(3).verdict()).isEqualTo(new Skipped("switched off"));
    // The exit code was 0: it is the report that is not whole.
    assertThat(outcomes.get(4).verdict()).isInstanceOf(Failed.class);
    assertThat(result.end()).isEqualTo(new GuestEnd.Exited(0));
  }

  @Test
  void failingJobFailsWhateverItPrints() {
    Path marker = Path.of("/tmp/bulwark-lab-test-" + ProcessHandle.current().pid());
    GuestResult result =
        Lab.run(
            Kernel.V6_1,
            script(
                "touch " + marker + " /etc/bulwark-lab-test",
                "test -e " + marker,
                "uname -r",
                "exit 3"));

    assertThat(result.end()).isEqualTo(new GuestEnd.Exited(3));
    assertThat(result.succeeded()).isFalse();
    assertThat(result.release()).startsWith("6.1.");
    assertThat(result.lsm()).contains("bpf", "landlock");
    assertThat(result.output())
        .startsWith("exit 0\n0\n[    1.000000] Kernel panic")
        .endsWith(result.release() + "\n");
    assertThat(result.kernelLog()).contains("Linux version " + result.release());
    assertThat(Files.exists(marker)).as("the guest's files stay in the guest").isFalse();
  }

  @Test
  void hangingJobIsEnded() {
    GuestResult result =
        Lab.run(
            Kernel.V6_1,
            script("sleep 1000 &", "sleep 1000"),
            Machine.DEFAULT.withJobLimit(Duration.ofSeconds(2)));

    assertThat(result.end()).isEqualTo(new GuestEnd.TimedOut(Duration.ofSeconds(2)));
    assertThat(result.output()).as("what was written until then").contains("guest-init: no over");
    assertThat(result.describe()).contains("did not end within 2.0 s");
  }

  @Test
  void panicIsNoResult() {
    GuestResult result = Lab.run(Kernel.V6_1, script("echo c >/proc/sysrq-trigger"));

    assertThat(result.end())
        .isInstanceOfSatisfying(
            GuestEnd.Died.class,
            died -> assertThat(died.reason()).contains("sysrq triggered crash"));
    assertThat(result.output()).as("what was written until then").contains("exit 0");
  }

  @Test
  void leftBehindProcessesAndLongOutputsEndWithTheJob() {
    GuestResult result =
        Lab.run(
            Kernel.V6_1, GuestJob.script("sleep 1000 &", "head -c 40000000 /dev/zero", "exit 0"));

    assertThat(result.end()).isEqualTo(new GuestEnd.Exited(0));
    assertThat(result.output()).hasSize(32 << 20);
  }

  @Test
  void instructionsAreTheClock() {
    // Bash reads the clock without a system call that could wait; see Clock.INSTRUCTIONS.
    GuestJob job =
        GuestJob.script(
            """
            exec bash -c 'for run in 1 2 3 4 5; do
              start=${EPOCHREALTIME/./}
              for ((i = 0; i < 4000; i++)); do :; done
              times="$times $((${EPOCHREALTIME/./} - start))"
            done
            echo $times'
            """);
    Machine machine = Machine.DEFAULT.withClock(Clock.INSTRUCTIONS).withProcessors(2);
    GuestResult result = Lab.run(Kernel.V6_1, job, machine);

    // The first run pays for memory that the later ones have.
    List<Long> kilo =
        Stream.of(result.requireSuccess().output().strip().split(" ")).map(Long::valueOf).toList();
    LongSummaryStatistics later = kilo.stream().skip(1).mapToLong(n -> n).summaryStatistics();
    System.out.println("the same loop, in thousands of instructions: " + kilo);
    assertThat((double) later.getMax() / later.getMin()).isLessThan(1.02);
  }

  private static GuestJob.Script script(String... lines) {
    return new GuestJob.Script(Stream.concat(Stream.of(MARKERS), Stream.of(lines)).toList());
  }
}
