package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code struct bpf_object}, opaque: open, load, close, and walking its programs and maps. */
public final class ObjectAbi {
  private final MethodHandle open;
  private final MethodHandle load;
  private final MethodHandle close;
  private final MethodHandle nextProgram;
  private final MethodHandle nextMap;
  private final MethodHandle findMap;

  /** Binds all; a missing one is reported by name. */
  public ObjectAbi(Symbols symbols) {
    open =
        symbols.capturing(
            "bpf_object__open_mem", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    load = symbols.handle("bpf_object__load", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    close = symbols.handle("bpf_object__close", FunctionDescriptor.ofVoid(ADDRESS));
    FunctionDescriptor next = FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS);
    nextProgram = symbols.handle("bpf_object__next_program", next);
    nextMap = symbols.handle("bpf_object__next_map", next);
    findMap = symbols.handle("bpf_object__find_map_by_name", next);
  }

  /** An object, or null; it keeps pointing into {@code bytes} until it is loaded. */
  public MemorySegment open(MemorySegment bytes, MemorySegment options) {
    try {
      return (MemorySegment)
          open.invokeExact(CallState.segment(), bytes, bytes.byteSize(), options);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Creates the maps and loads the programs. */
  public int load(MemorySegment object) {
    try {
      return (int) load.invokeExact(object);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Frees the object and closes its descriptors. */
  public void close(MemorySegment object) {
    try {
      close.invokeExact(object);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The program after {@code previous}, the first for null; null after the last. */
  public MemorySegment nextProgram(MemorySegment object, MemorySegment previous) {
    try {
      return (MemorySegment) nextProgram.invokeExact(object, previous);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The map after {@code previous}, the first for null; null after the last. */
  public MemorySegment nextMap(MemorySegment object, MemorySegment previous) {
    try {
      return (MemorySegment) nextMap.invokeExact(object, previous);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A map by its name, or a global-data map by its section such as {@code .rodata}; or null. */
  public MemorySegment findMap(MemorySegment object, MemorySegment name) {
    try {
      return (MemorySegment) findMap.invokeExact(object, name);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
