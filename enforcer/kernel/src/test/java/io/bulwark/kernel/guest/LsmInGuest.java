package io.bulwark.kernel.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.kernel.BpfMount;
import io.bulwark.kernel.TestCgroup;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.load.BpfObjectHandle;
import io.bulwark.kernel.load.Bytes;
import io.bulwark.kernel.load.KernelLink;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.ObjectRequest;
import io.bulwark.kernel.probe.Check;
import io.bulwark.kernel.probe.Doctor;
import io.bulwark.kernel.probe.DoctorReport;
import io.bulwark.kernel.ring.RingReader;
import io.bulwark.lab.GuestOnly;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Enforcement by LSM, which needs a kernel that allows it. */
@GuestOnly
class LsmInGuest {
  private final Libbpf libbpf = Libbpf.system();

  private static Path secret() throws IOException {
    return Files.writeString(Files.createTempFile("secret", ""), "secret");
  }

  private static ObjectRequest request(TestCgroup cgroup, Path file) throws IOException {
    long inode = (long) Files.getAttribute(file, "unix:ino");
    return ObjectRequest.of("policy", DenyOpenObject.bytes())
        .withVariable("cgroup", Bytes.ofLong(cgroup.id()))
        .withVariable("inode", Bytes.ofLong(inode));
  }

  @Test
  void anOpenIsDeniedInTheCgroupAndAnEventTellsOfIt() throws IOException {
    Path secret = secret();
    Path other = secret();
    try (TestCgroup cgroup = TestCgroup.create("lsm");
        BpfObjectHandle object = request(cgroup, secret).load(libbpf);
        RingReader reader = RingReader.open(object.map("events"))) {
      assertThat(cgroup.run("cat " + secret)).as("before").isZero();
      try (KernelLink link = object.program("deny_open").attach()) {
        assertThat(link.info().programId()).isEqualTo(object.program("deny_open").info().id());
        assertThat(cgroup.run("cat " + secret)).as("attached").isNotZero();
        assertThat(cgroup.run("cat " + other)).as("another file").isZero();
        assertThat(Files.readString(secret)).as("outside of the cgroup").isEqualTo("secret");
      }
      assertThat(cgroup.run("cat " + secret)).as("detached").isZero();
      List<Long> events = new ArrayList<>();
      reader.poll(
          (data, offset, length) -> {
            events.add(data.get(ValueLayout.JAVA_LONG, offset));
            events.add(data.get(ValueLayout.JAVA_LONG, offset + 8));
          },
          5_000);
      assertThat(events)
          .containsExactly(
              (long) Files.getAttribute(secret, "unix:ino"), (long) DenyOpenObject.EACCES);
    }
  }

  @Test
  void aPinnedLinkDeniesWithoutItsOwner() throws IOException {
    Path secret = secret();
    try (TestCgroup cgroup = TestCgroup.create("pin");
        BpfMount mount = BpfMount.create()) {
      Path pin = mount.resolve("link");
      try (BpfObjectHandle object = request(cgroup, secret).load(libbpf);
          KernelLink link = object.program("deny_open").attach()) {
        link.pin(pin);
      }
      assertThat(cgroup.run("cat " + secret)).isNotZero();
      assertThat(KernelLink.unpin(pin)).isTrue();
      assertThat(cgroup.run("cat " + secret)).isZero();
    }
  }

  @Test
  void anUnknownTargetIsATypedError() {
    ObjectRequest request =
        ObjectRequest.of("policy", DenyOpenObject.bytes())
            .withTarget("deny_open", "bpf_lsm_no_such_hook");
    assertThatThrownBy(() -> request.load(libbpf)).isInstanceOf(KernelException.class);
  }

  @Test
  void theDoctorSeesDenials() {
    DoctorReport report = Doctor.examine(libbpf);
    System.out.println(report.kernel());
    for (Check check : report.checks()) {
      if (!check.area().equals("helper") || check.name().startsWith("d_path")) {
        System.out.printf(
            "%-12s %-40s %-8s %-8s %-8s %s%n",
            check.area(),
            check.name(),
            check.load().word(),
            check.attach().word(),
            check.effect().word(),
            check.works() ? "" : check.load() + " " + check.attach() + " " + check.effect());
      }
    }
    for (String hook :
        List.of(
            "lsm/file_open",
            "lsm/bprm_check_security",
            "lsm/task_kill",
            "cgroup/dev",
            "tp_btf/sys_enter",
            "fentry/security_file_open",
            "raw_tp/sys_enter")) {
      assertThat(report.works("hook", hook)).as(hook).isTrue();
    }
    assertThat(report.works("helper", "d_path in lsm/file_open")).isTrue();
  }
}
