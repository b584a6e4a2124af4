package io.bulwark.kernel.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.kernel.HostKernel;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.load.Libbpf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The doctor on the host's kernel. */
class DoctorTest {
  @Test
  void theReportIsWhatThisKernelDid() throws Exception {
    Libbpf libbpf = HostKernel.require();
    Doctor.examine(libbpf);
    long descriptors = HostKernel.openDescriptors();
    DoctorReport report = Doctor.examine(libbpf);
    assertThat(HostKernel.openDescriptors()).isEqualTo(descriptors);
    System.out.println(table(report));
    assertThat(report.works("program", "xdp")).isTrue();
    assertThat(report.works("map", "hash")).isTrue();
    assertThat(report.works("hook", "cgroup/dev")).isTrue();
    assertThat(report.works("seccomp", "filter")).isTrue();
    assertThat(report.works("event", "ring buffer")).isTrue();
    assertThat(report.works("event", "bpf_loop")).isTrue();
    assertThat(report.works("event", "bpf_strncmp")).isTrue();
    assertThat(report.kernel().release())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
  }

  static String table(DoctorReport report) {
    StringBuilder text = new StringBuilder(report.kernel() + "\n");
    for (Check check : report.checks()) {
      text.append(
          String.format(
              "%-12s %-44s %-8s %-8s %-8s %s%n",
              check.area(),
              check.name(),
              check.load().word(),
              check.attach().word(),
              check.effect().word(),
              check.works() ? "" : check.load() + " " + check.attach() + " " + check.effect()));
    }
    return text.toString();
  }

  @Test
  void onlyConclusiveAnswersAreRemembered() {
    Features features = new Features(HostKernel.require());
    AtomicInteger asked = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      features.remembered("absent", () -> answer(asked, new Outcome.Absent("6.6")));
    }
    assertThat(asked).hasValue(1);
    for (int i = 0; i < 3; i++) {
      features.remembered(
          "denied", () -> answer(asked, new Outcome.Refused(Errno.EPERM, "not permitted")));
    }
    assertThat(asked).hasValue(4);
  }

  private static Check answer(AtomicInteger asked, Outcome outcome) {
    asked.incrementAndGet();
    return Check.failed("hook", "test", outcome);
  }
}
