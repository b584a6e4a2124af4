package io.bulwark.kernel.load;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.bpf.cbpf.SeccompFilter;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelUnavailable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** System call filters for the calling thread and what it starts; there is no way back. */
public final class Seccomp {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int SET_MODE_FILTER = 1;

  /** Numbers of system calls on one architecture. */
  private record Numbers(int prctl, int seccomp, int getppid) {
    static Numbers current() {
      return switch (System.getProperty("os.arch", "")) {
        case "amd64" -> new Numbers(157, 317, 110);
        case "aarch64" -> new Numbers(167, 277, 173);
        default ->
            throw new KernelUnavailable(
                "no numbers of system calls for " + System.getProperty("os.arch"));
      };
    }
  }

  private Seccomp() {}

  /**
   * Filters all later system calls of this platform thread. It gives up new privileges for ever, as
   * the kernel demands of unprivileged callers.
   *
   * @throws KernelCallFailed EINVAL where the kernel has no seccomp filters
   */
  public static void install(SeccompFilter filter) {
    Numbers numbers = Numbers.current();
    check(LIBC.syscall(numbers.prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    byte[] code = filter.code().encode();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(16, 8);
      program.set(ValueLayout.JAVA_SHORT, 0, (short) (code.length / 8));
      MemorySegment instructions = arena.allocate(code.length, 8);
      MemorySegment.copy(code, 0, instructions, ValueLayout.JAVA_BYTE, 0, code.length);
      program.set(ValueLayout.ADDRESS, 8, instructions);
      check(LIBC.syscall(numbers.seccomp, SET_MODE_FILTER, 0, program.address(), 0, 0));
    }
  }

  /** The id of this process's parent, asked with a system call: harmless to filter. */
  public static long parentProcess() {
    return LIBC.syscall(Numbers.current().getppid, 0, 0, 0, 0, 0);
  }

  /** The number of that system call. */
  public static int parentProcessCall() {
    return Numbers.current().getppid;
  }

  private static void check(long result) {
    if (result < 0) {
      throw new KernelCallFailed("install a seccomp filter", Errno.of(result));
    }
  }
}
