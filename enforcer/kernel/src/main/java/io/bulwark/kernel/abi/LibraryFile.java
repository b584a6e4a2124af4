package io.bulwark.kernel.abi;

import io.bulwark.kernel.error.KernelUnavailable;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** Finds libbpf's shared library by the dynamic linker's rules. */
public final class LibraryFile {
  private static final String WANTED = "libbpf.so.1";
  private static final String OUTDATED = "libbpf.so.0";

  private LibraryFile() {}

  /**
   * The functions of libbpf, for the life of the process.
   *
   * @throws KernelUnavailable where there is none, in a sentence with what to install
   */
  public static Symbols open() {
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      throw new KernelUnavailable("BPF programs need Linux, this is " + system);
    }
    try {
      return new Symbols(lookup(WANTED), WANTED);
    } catch (IllegalArgumentException e) {
      throw new KernelUnavailable(
          present(OUTDATED)
              ? "only libbpf 0.x is installed: install libbpf 1.0 or newer (package libbpf1 or libbpf)"
              : "libbpf.so.1 was not found: install libbpf 1.0 or newer (package libbpf1 or libbpf)",
          e);
    } catch (IllegalCallerException e) {
      throw new KernelUnavailable(
          "native access is off: start Java with --enable-native-access=io.bulwark.kernel", e);
    }
  }

  private static boolean present(String name) {
    try {
      lookup(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings("restricted") // the one place that opens a library
  private static SymbolLookup lookup(String name) {
    return SymbolLookup.libraryLookup(name, Arena.global());
  }
}
