package io.bulwark.kernel.load;

import io.bulwark.kernel.abi.LibraryAbi;
import io.bulwark.kernel.abi.LibraryFile;
import io.bulwark.kernel.abi.PrintAbi;
import io.bulwark.kernel.abi.Symbols;
import io.bulwark.kernel.abi.SyscallAbi;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelUnavailable;

/**
 * The libbpf of this machine, 1.0 or newer: the start of everything in this module.
 *
 * <p>Immutable and free to share between threads. It lives as long as the process.
 */
public final class Libbpf {
  private final LibbpfVersion version;
  private final SyscallAbi syscalls;

  private Libbpf(LibbpfVersion version, Symbols symbols) {
    this.version = version;
    this.syscalls = new SyscallAbi(symbols);
  }

  /**
   * The library of this machine.
   *
   * @throws KernelUnavailable one sentence: not Linux, no libbpf, too old a libbpf, or a JVM
   *     without {@code --enable-native-access=io.bulwark.kernel}
   */
  public static Libbpf system() {
    return switch (Found.RESULT) {
      case Found.Library found -> found.libbpf;
      case Found.Nothing nothing -> throw nothing.again();
    };
  }

  /** Checks the version, then binds all functions. */
  static Libbpf bind(Symbols symbols) {
    return new Libbpf(checkedVersion(new LibraryAbi(symbols)), symbols);
  }

  private static LibbpfVersion checkedVersion(LibraryAbi library) {
    int[] found = library.version().orElseThrow(() -> tooOld("older than 0.6"));
    LibbpfVersion version = new LibbpfVersion(found[0], found[1]);
    if (version.compareTo(LibbpfVersion.OLDEST) < 0) {
      throw tooOld(version.toString());
    }
    return version;
  }

  private static KernelUnavailable tooOld(String version) {
    return new KernelUnavailable(
        "libbpf is " + version + ": install libbpf 1.0 or newer (libbpf.so.1)");
  }

  /** What the library says of itself. */
  public LibbpfVersion version() {
    return version;
  }

  SyscallAbi syscalls() {
    return syscalls;
  }

  /** The search for the library, done once a process. */
  private sealed interface Found {
    Found RESULT = search();

    record Library(Libbpf libbpf) implements Found {}

    record Nothing(KernelException reason) implements Found {
      KernelUnavailable again() {
        return new KernelUnavailable(String.valueOf(reason.getMessage()), reason);
      }
    }

    private static Found search() {
      try {
        Symbols symbols = LibraryFile.open();
        Libbpf libbpf = bind(symbols);
        new LibraryAbi(symbols).setPrint(PrintAbi.function());
        return new Library(libbpf);
      } catch (KernelException e) {
        return new Nothing(e);
      }
    }
  }
}
