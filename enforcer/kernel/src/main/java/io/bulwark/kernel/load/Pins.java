package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.PermissionDenied;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names on a BPF file system (usually /sys/fs/bpf) that keep kernel objects alive. */
final class Pins {
  /** What a descriptor can be, by the name that procfs gives it. */
  enum Kind {
    MAP("bpf-map", "a map"),
    PROGRAM("bpf-prog", "a program"),
    LINK("bpf-link", "a link");

    private final String procName;
    private final String article;

    Kind(String procName, String article) {
      this.procName = procName;
      this.article = article;
    }
  }

  private Pins() {}

  static void pin(Libbpf libbpf, Descriptor descriptor, Path path) {
    try (Arena arena = Arena.ofConfined()) {
      var text = arena.allocateFrom(path.toString());
      int result = descriptor.call(number -> libbpf.syscalls().pin(number, text));
      if (result < 0) {
        throw failure("pin " + descriptor.what() + " at " + path, Errno.of(result));
      }
    }
  }

  static Descriptor open(Libbpf libbpf, Path path, Kind kind) {
    try (Arena arena = Arena.ofConfined()) {
      int result = libbpf.syscalls().get(arena.allocateFrom(path.toString()));
      if (result < 0) {
        throw failure("open the pin " + path, Errno.of(result));
      }
      if (!is(result, kind)) {
        LIBC.close(result);
        throw new KernelCallFailed(
            "open the pin " + path, Errno.EINVAL, "it is not " + kind.article);
      }
      return Descriptor.owned(result, "the pinned " + kind.article.substring(2) + " " + path);
    }
  }

  private static boolean is(int descriptor, Kind kind) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
          .toString()
          .replace('_', '-')
          .contains(kind.procName);
    } catch (IOException e) {
      return false;
    }
  }

  private static KernelException failure(String operation, Errno errno) {
    if (errno.isPermission()) {
      return new PermissionDenied(
          operation, errno, "is the folder on a BPF file system (mount -t bpf bpf /sys/fs/bpf)?");
    }
    return new KernelCallFailed(
        operation, errno, "the folder must exist on a BPF file system such as /sys/fs/bpf");
  }

  /** Removes a pin; whether there was one. */
  static boolean unpin(Path path) {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new KernelCallFailed("remove the pin " + path, Errno.EPERM, String.valueOf(e));
    }
  }
}
