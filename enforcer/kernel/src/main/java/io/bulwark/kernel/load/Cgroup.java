package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/** A folder of the cgroup v2 tree, open as a place to attach programs to. */
public final class Cgroup implements AutoCloseable {
  private final Descriptor descriptor;
  private final Path path;

  private Cgroup(Descriptor descriptor, Path path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /**
   * Opens a cgroup.
   *
   * @throws KernelCallFailed if there is no such folder
   */
  public static Cgroup open(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      int result = LIBC.openReadOnly(arena.allocateFrom(path.toString()));
      if (result < 0) {
        throw new KernelCallFailed("open the cgroup " + path, Errno.of(result));
      }
      return new Cgroup(Descriptor.owned(result, "the cgroup " + path), path);
    }
  }

  /** Its folder. */
  public Path path() {
    return path;
  }

  int call(IntUnaryOperator use) {
    return descriptor.call(use);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
