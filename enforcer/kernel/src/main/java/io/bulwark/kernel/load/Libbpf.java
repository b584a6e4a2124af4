package io.bulwark.kernel.load;

import io.bulwark.kernel.abi.LibraryAbi;
import io.bulwark.kernel.abi.LibraryFile;
import io.bulwark.kernel.abi.LinkAbi;
import io.bulwark.kernel.abi.MapAbi;
import io.bulwark.kernel.abi.ObjectAbi;
import io.bulwark.kernel.abi.ObjectMapAbi;
import io.bulwark.kernel.abi.ObjectProgramAbi;
import io.bulwark.kernel.abi.PrintAbi;
import io.bulwark.kernel.abi.Symbols;
import io.bulwark.kernel.abi.SyscallAbi;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.KernelUnavailable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

/**
 * The libbpf of this machine, 1.0 or newer: the start of everything in this module.
 *
 * <p>Immutable and free to share between threads. It lives as long as the process.
 */
public final class Libbpf {
  private final LibbpfVersion version;
  private final LibraryAbi library;
  private final SyscallAbi syscalls;
  private final MapAbi maps;
  private final LinkAbi links;
  private final ObjectAbi objects;
  private final ObjectProgramAbi objectPrograms;
  private final ObjectMapAbi objectMaps;

  private Libbpf(LibbpfVersion version, Symbols symbols) {
    this.version = version;
    this.library = new LibraryAbi(symbols);
    this.syscalls = new SyscallAbi(symbols);
    this.maps = new MapAbi(symbols);
    this.links = new LinkAbi(symbols);
    this.objects = new ObjectAbi(symbols);
    this.objectPrograms = new ObjectProgramAbi(symbols);
    this.objectMaps = new ObjectMapAbi(symbols);
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

  /** CPUs that may ever be present: the values in an entry of a per-CPU map. */
  public int possibleCpus() {
    int count = library.possibleCpus();
    if (count < 0) {
      throw new KernelCallFailed("count the CPUs", Errno.of(count));
    }
    return count;
  }

  /**
   * The kernel type id of a hook: an LSM hook's name for {@link AttachType#LSM_MAC}, a tracepoint's
   * for {@link AttachType#TRACE_RAW_TP}, a function's for the others; empty if this kernel has no
   * such hook, or no BTF.
   */
  public OptionalInt hookType(AttachType place, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      int[] id = new int[1];
      PrintAbi.listening((_, _) -> {}, () -> id[0] = links.findType(text, place.number()));
      return id[0] > 0 ? OptionalInt.of(id[0]) : OptionalInt.empty();
    }
  }

  SyscallAbi syscalls() {
    return syscalls;
  }

  MapAbi maps() {
    return maps;
  }

  LinkAbi links() {
    return links;
  }

  ObjectAbi objects() {
    return objects;
  }

  ObjectProgramAbi objectPrograms() {
    return objectPrograms;
  }

  ObjectMapAbi objectMaps() {
    return objectMaps;
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
