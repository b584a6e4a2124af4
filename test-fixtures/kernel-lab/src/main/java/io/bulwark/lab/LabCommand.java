package io.bulwark.lab;

import io.bulwark.lab.host.LabException;
import io.bulwark.lab.kernel.Cache;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.kernel.KernelImages;
import io.bulwark.lab.machine.GuestEnd;
import io.bulwark.lab.machine.Machine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The lab from a terminal; started by {@code test-fixtures/kernel-lab/lab}. */
public final class LabCommand {
  private static final String USAGE =
      """
      usage: lab list                            the kernels, and which are in the cache
             lab fetch [KERNELS]                 downloads kernels: ci (default), all, 6.1,7.3
             lab run KERNEL -- COMMAND [ARG]...  runs a command as root in a kernel
             lab shell KERNEL                    a shell in a kernel; Ctrl-A X ends it

      The guest sees this machine's files; what it writes is gone when it ends. A command that is
      still running after five minutes is ended, and lab's exit code is 124; that of a machine
      that died is 125, of a lab that cannot run 2.
      """;

  private LabCommand() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> args) {
    try {
      return switch (args.isEmpty() ? "" : args.getFirst()) {
        case "list" -> list();
        case "fetch" -> fetch(Kernels.parse(args.size() > 1 ? args.get(1) : "ci"));
        case "run" -> args.size() > 3 && args.get(2).equals("--") ? command(args) : usage();
        case "shell" -> args.size() == 2 ? shell(kernel(args.get(1))) : usage();
        default -> usage();
      };
    } catch (LabException | UncheckedIOException e) {
      System.err.println("lab: " + e.getMessage());
      return 2;
    }
  }

  private static int usage() {
    System.err.print(USAGE);
    return 2;
  }

  private static int list() {
    Cache cache = Cache.ofUser();
    KernelImages images = new KernelImages(cache);
    for (Kernel kernel : Kernel.values()) {
      System.out.printf(
          "%-5s %-28s %s%n",
          kernel,
          images.cached(kernel).orElse("(not fetched)"),
          String.join(" or ", kernel.suites()));
    }
    System.out.println("cache: " + cache.root());
    return 0;
  }

  private static int fetch(Kernels kernels) {
    KernelImages images = new KernelImages(Cache.ofUser());
    for (Kernel kernel : kernels.list()) {
      System.out.println(images.get(kernel).release());
    }
    return 0;
  }

  private static int command(List<String> args) {
    Kernel kernel = kernel(args.get(1));
    String command =
        String.join(" ", args.subList(3, args.size()).stream().map(GuestScript::quote).toList());
    GuestResult result =
        new Lab(Cache.ofUser())
            .run(
                kernel,
                GuestJob.script("exec " + command),
                Machine.DEFAULT,
                new FileOutputStream(FileDescriptor.out));
    if (result.end() instanceof GuestEnd.Exited(int code)) {
      return code;
    }
    System.err.println("lab: " + result.describe());
    return result.end() instanceof GuestEnd.TimedOut ? 124 : 125;
  }

  private static int shell(Kernel kernel) {
    GuestEnd end = new Lab(Cache.ofUser()).shell(kernel, Machine.DEFAULT);
    return end instanceof GuestEnd.Exited(int code) ? code : 125;
  }

  private static Kernel kernel(String series) {
    List<Kernel> kernels = Kernels.parse(series).list();
    return kernels.isEmpty() ? Kernel.newest() : kernels.getLast();
  }
}
