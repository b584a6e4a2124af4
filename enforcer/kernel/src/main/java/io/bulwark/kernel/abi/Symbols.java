package io.bulwark.kernel.abi;

import io.bulwark.kernel.error.KernelUnavailable;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Finds functions of one library and makes handles on them; a missing one is named. */
public final class Symbols {
  private final SymbolLookup lookup;
  private final String library;

  /** {@code library} is what messages call it. */
  public Symbols(SymbolLookup lookup, String library) {
    this.lookup = lookup;
    this.library = library;
  }

  MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
    return downcall(find(name).orElseThrow(() -> missing(name)), type, options);
  }

  /** A handle whose first parameter is {@link CallState#segment()}. */
  MethodHandle capturing(String name, FunctionDescriptor type) {
    return handle(name, type, Linker.Option.captureCallState("errno"));
  }

  Optional<MemorySegment> find(String name) {
    return lookup.find(name);
  }

  private KernelUnavailable missing(String name) {
    return new KernelUnavailable(
        library + " has no function `" + name + "`: install libbpf 1.0 or newer (libbpf.so.1)");
  }

  @SuppressWarnings("restricted") // the door itself; everything in this package comes through here
  private static MethodHandle downcall(
      MemorySegment address, FunctionDescriptor type, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(address, type, options);
  }

  /** What a handle throws is a bug of its descriptor: native functions do not throw. */
  static AssertionError broken(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    return new AssertionError("a native call threw", thrown);
  }
}
