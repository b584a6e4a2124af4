package io.bulwark.kernel.error;

import java.util.Map;

/** An errno of the kernel, or one of libbpf's own above 4000. */
public record Errno(int number) {
  /** Operation not permitted. */
  public static final Errno EPERM = new Errno(1);

  /** No such file or entry. */
  public static final Errno ENOENT = new Errno(2);

  /** Interrupted system call. */
  public static final Errno EINTR = new Errno(4);

  /** Argument list too long; full map; program too large. */
  public static final Errno E2BIG = new Errno(7);

  /** Bad file descriptor. */
  public static final Errno EBADF = new Errno(9);

  /** Permission denied; also the verifier's usual answer. */
  public static final Errno EACCES = new Errno(13);

  /** File or entry exists. */
  public static final Errno EEXIST = new Errno(17);

  /** Invalid argument. */
  public static final Errno EINVAL = new Errno(22);

  /** No space; with the verifier, its log was longer than the buffer. */
  public static final Errno ENOSPC = new Errno(28);

  /** System call not implemented. */
  public static final Errno ENOSYS = new Errno(38);

  /** Operation not supported; the kernel's internal form is 524. */
  public static final Errno EOPNOTSUPP = new Errno(95);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "EPERM operation not permitted"),
          Map.entry(2, "ENOENT no such file or entry"),
          Map.entry(3, "ESRCH no such process or type"),
          Map.entry(4, "EINTR interrupted"),
          Map.entry(7, "E2BIG too large"),
          Map.entry(9, "EBADF bad file descriptor"),
          Map.entry(11, "EAGAIN try again"),
          Map.entry(12, "ENOMEM out of memory"),
          Map.entry(13, "EACCES permission denied"),
          Map.entry(14, "EFAULT bad address"),
          Map.entry(16, "EBUSY busy"),
          Map.entry(17, "EEXIST exists already"),
          Map.entry(19, "ENODEV no such device"),
          Map.entry(20, "ENOTDIR not a directory"),
          Map.entry(22, "EINVAL invalid argument"),
          Map.entry(23, "ENFILE too many open files in the system"),
          Map.entry(24, "EMFILE too many open files"),
          Map.entry(28, "ENOSPC no space left"),
          Map.entry(34, "ERANGE out of range"),
          Map.entry(38, "ENOSYS not implemented by this kernel"),
          Map.entry(95, "EOPNOTSUPP not supported"),
          Map.entry(110, "ETIMEDOUT timed out"),
          Map.entry(524, "ENOTSUPP not supported by this kernel"),
          Map.entry(4000, "LIBBPF_LIBELF the ELF file is broken"),
          Map.entry(4001, "LIBBPF_FORMAT not a BPF object"),
          Map.entry(4002, "LIBBPF_KVERSION wrong kernel version section"),
          Map.entry(4003, "LIBBPF_ENDIAN wrong byte order"),
          Map.entry(4004, "LIBBPF_INTERNAL internal error"),
          Map.entry(4005, "LIBBPF_RELOC relocation failed"),
          Map.entry(4006, "LIBBPF_LOAD load failed"),
          Map.entry(4007, "LIBBPF_VERIFY verification failed"),
          Map.entry(4008, "LIBBPF_PROG2BIG program too large"),
          Map.entry(4009, "LIBBPF_KVER kernel version is wrong"),
          Map.entry(4010, "LIBBPF_PROGTYPE the kernel lacks this program type"));

  /** The errno of a result that follows the {@code -errno} convention; {@code result} < 0. */
  public static Errno of(long result) {
    return new Errno((int) -result);
  }

  /** Its C name, or {@code errno N}. */
  public String symbol() {
    String entry = NAMES.get(number);
    return entry == null ? "errno " + number : entry.substring(0, entry.indexOf(' '));
  }

  /** Words and C name: {@code no such file or entry (ENOENT)}. */
  public String text() {
    String entry = NAMES.get(number);
    return entry == null
        ? "errno " + number
        : entry.substring(entry.indexOf(' ') + 1) + " (" + symbol() + ")";
  }

  /** Whether the kernel refused for want of privilege. */
  public boolean isPermission() {
    return number == EPERM.number || number == EACCES.number;
  }

  @Override
  public String toString() {
    return symbol();
  }
}
