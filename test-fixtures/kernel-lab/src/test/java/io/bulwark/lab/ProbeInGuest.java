package io.bulwark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a test class finds in a guest. */
@GuestOnly
class ProbeInGuest {
  @Test
  void kernelIsTheOneAskedFor() throws IOException {
    String release = Files.readString(Path.of("/proc/sys/kernel/osrelease"));
    assertThat(release).startsWith(System.getProperty(GuestOnly.KERNEL) + ".");
  }

  @Test
  void bpfIsAnActiveSecurityModule() throws IOException {
    String active = Files.readString(Path.of("/sys/kernel/security/lsm"));
    assertThat(active.split(",")).contains("bpf");
  }

  @Test
  void fileSystemsOfTheKernelAreThere() {
    assertThat(List.of("/sys/kernel/btf/vmlinux", "/sys/fs/cgroup/cgroup.procs", "/dev/null"))
        .allSatisfy(path -> assertThat(Path.of(path)).exists());
  }
}
