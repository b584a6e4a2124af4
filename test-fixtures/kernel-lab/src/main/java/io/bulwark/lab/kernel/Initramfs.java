package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.host.LabUnavailable;
import io.bulwark.lab.host.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes the first file system of a guest: a static busybox, modules, and the lab's init. */
final class Initramfs {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> FOLDERS =
      List.of("bin", "dev", "proc", "sys", "modules", "host", "job", "writes", "root");

  private Initramfs() {}

  /**
   * The archive, not compressed: unpacking would cost an emulated guest more than reading.
   *
   * @param tree {@code …/lib/modules/RELEASE}
   * @param work a folder for what is unpacked meanwhile
   */
  static byte[] build(Path tree, Path work) {
    try {
      Cpio cpio = new Cpio();
      FOLDERS.forEach(cpio::folder);
      cpio.file("bin/busybox", Files.readAllBytes(staticBusybox()));
      cpio.file("init", init());
      StringBuilder order = new StringBuilder();
      for (String module : BootModules.of(tree)) {
        String name = BootModules.name(module) + ".ko";
        cpio.file("modules/" + name, unpacked(tree.resolve(module), work));
        order.append(name).append('\n');
      }
      cpio.file("modules/order", order.toString().getBytes(StandardCharsets.UTF_8));
      return cpio.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script that is the guest's first process. */
  static byte[] init() throws IOException {
    try (InputStream in = Initramfs.class.getResourceAsStream("guest-init")) {
      if (in == null) {
        throw new LabFailure("guest-init is missing from the lab's classes");
      }
      return in.readAllBytes();
    }
  }

  private static Path staticBusybox() throws IOException {
    Path busybox = Programs.require("busybox", "busybox-static");
    byte[] bytes = Files.readAllBytes(busybox);
    // A dynamic one names its loader; in the initramfs there is none.
    if (new String(bytes, StandardCharsets.ISO_8859_1).contains("/ld-linux-x86-64.so")) {
      throw new LabUnavailable(
          "`%s` is not statically linked (Debian package `busybox-static`)".formatted(busybox));
    }
    return busybox;
  }

  /** A module as it is loaded; busybox cannot unpack all that kernels can. */
  private static byte[] unpacked(Path module, Path work) throws IOException {
    String name = module.getFileName().toString();
    String[] unpacker =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "ko" -> new String[0];
          case "xz" -> new String[] {"xz", "xz-utils"};
          case "zst" -> new String[] {"zstd", "zstd"};
          default -> throw new LabFailure("unknown kind of module: " + module);
        };
    if (unpacker.length == 0) {
      return Files.readAllBytes(module);
    }
    Path copy = Files.copy(module, work.resolve(name));
    Programs.check(
        work,
        LIMIT,
        List.of(Programs.require(unpacker[0], unpacker[1]).toString(), "-dq", copy.toString()));
    return Files.readAllBytes(work.resolve(name.substring(0, name.lastIndexOf('.'))));
  }
}
