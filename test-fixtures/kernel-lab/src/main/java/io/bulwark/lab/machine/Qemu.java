package io.bulwark.lab.machine;

import io.bulwark.lab.host.LabUnavailable;
import io.bulwark.lab.host.Programs;
import io.bulwark.lab.kernel.KernelImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of QEMU. */
final class Qemu {
  private Qemu() {}

  static List<String> command(KernelImage image, Machine machine, Path job, String serial) {
    List<String> command = new ArrayList<>();
    // A host process that dies must not leave a machine running for ever.
    command.addAll(
        List.of(
            Programs.require("timeout", "coreutils").toString(),
            "--foreground",
            "--kill-after=5",
            String.valueOf(machine.limit().toSeconds() + 10)));
    command.add(program().toString());
    command.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
    command.addAll(List.of("-serial", serial, "-nic", "none"));
    command.addAll(clock(machine));
    command.addAll(List.of("-cpu", machine.cpu(), "-m", machine.memoryMb() + "M"));
    command.addAll(List.of("-kernel", image.vmlinuz().toString()));
    command.addAll(List.of("-initrd", image.initramfs().toString()));
    command.addAll(List.of("-append", append(machine)));
    command.addAll(share("/", "host", ",multidevs=remap,readonly=on"));
    command.addAll(share(job.toString(), "job", ""));
    return command;
  }

  static Path program() {
    String arch = System.getProperty("os.arch");
    if (!arch.equals("amd64")) {
      throw new LabUnavailable("the lab's kernels are for amd64, and this machine is " + arch);
    }
    return Programs.require("qemu-system-x86_64", "qemu-system-x86");
  }

  private static List<String> clock(Machine machine) {
    return switch (machine.clock()) {
      case WALL ->
          List.of("-accel", "tcg,thread=multi", "-smp", String.valueOf(machine.processors()));
      case INSTRUCTIONS ->
          List.of(
              "-accel", "tcg,thread=single", "-icount", "shift=0,align=off,sleep=off", "-smp", "1");
    };
  }

  private static String append(Machine machine) {
    return String.join(
        " ",
        Stream.concat(
                Stream.of(
                    "console=ttyS0", "quiet", "panic=-1", "lsm=" + String.join(",", machine.lsm())),
                machine.kernelArguments().stream())
            .toList());
  }

  private static List<String> share(String path, String tag, String options) {
    // In QEMU's option lists a comma in a value is written twice.
    return List.of(
        "-virtfs",
        "local,path=%s,mount_tag=%s,security_model=none%s"
            .formatted(path.replace(",", ",,"), tag, options));
  }
}
