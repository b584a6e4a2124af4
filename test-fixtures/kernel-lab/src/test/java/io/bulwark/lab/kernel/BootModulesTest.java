package io.bulwark.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.lab.host.LabFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootModulesTest {
  @TempDir Path tree;

  @Test
  void dependenciesComeFirstAndOnce() throws IOException {
    Files.writeString(
        tree.resolve("modules.dep"),
        """
        fs/9p.ko.xz: net/9pnet.ko.xz fs/netfs.ko.xz
        fs/netfs.ko.xz:
        net/9pnet.ko.xz:
        net/9pnet_virtio.ko.xz: net/9pnet.ko.xz
        fs/overlay.ko.xz:
        """);
    Files.writeString(tree.resolve("modules.builtin"), "kernel/drivers/virtio/virtio-pci.ko\n");

    assertThat(BootModules.of(tree))
        .containsExactly(
            "fs/netfs.ko.xz",
            "net/9pnet.ko.xz",
            "fs/9p.ko.xz",
            "net/9pnet_virtio.ko.xz",
            "fs/overlay.ko.xz");
  }

  @Test
  void kernelsWithoutTheModulesAreRefused() throws IOException {
    Files.writeString(tree.resolve("modules.dep"), "");
    Files.writeString(tree.resolve("modules.builtin"), "");

    assertThatThrownBy(() -> BootModules.of(tree))
        .isInstanceOf(LabFailure.class)
        .hasMessage("the kernel has no module `virtio_pci`");
  }
}
