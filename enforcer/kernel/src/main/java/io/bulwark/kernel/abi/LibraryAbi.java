package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** libbpf itself: its version and where its messages go. */
public final class LibraryAbi {
  private final Symbols symbols;

  /** Binds nothing yet: an old library may lack any of it. */
  public LibraryAbi(Symbols symbols) {
    this.symbols = symbols;
  }

  /** {@code {major, minor}}; empty where the library is older than the question (before 0.6). */
  public Optional<int[]> version() {
    if (symbols.find("libbpf_major_version").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new int[] {number("libbpf_major_version"), number("libbpf_minor_version")});
  }

  private int number(String function) {
    MethodHandle handle = symbols.handle(function, FunctionDescriptor.of(JAVA_INT));
    try {
      return (int) handle.invokeExact();
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Possible CPUs, the number of values in an entry of a per-CPU map; or {@code -errno}. */
  public int possibleCpus() {
    return number("libbpf_num_possible_cpus");
  }

  /** Sends all messages of the process to {@code function}, a {@code libbpf_print_fn_t}. */
  public void setPrint(MemorySegment function) {
    MethodHandle handle =
        symbols.handle("libbpf_set_print", FunctionDescriptor.of(ADDRESS, ADDRESS));
    try {
      MemorySegment previous = (MemorySegment) handle.invokeExact(function);
      assert previous != null; // libbpf's own printer; nobody restores it
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
