package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@code struct bpf_map}, opaque, a part of an open or loaded object. */
public final class ObjectMapAbi {
  private final MethodHandle name;
  private final MethodHandle descriptor;
  private final MethodHandle setMaxEntries;
  private final MethodHandle setInnerMap;
  private final MethodHandle reuse;
  private final MethodHandle initialValue;

  /** Binds all; a missing one is reported by name. */
  public ObjectMapAbi(Symbols symbols) {
    name = symbols.handle("bpf_map__name", FunctionDescriptor.of(ADDRESS, ADDRESS));
    descriptor = symbols.handle("bpf_map__fd", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    FunctionDescriptor set = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
    setMaxEntries = symbols.handle("bpf_map__set_max_entries", set);
    setInnerMap = symbols.handle("bpf_map__set_inner_map_fd", set);
    reuse = symbols.handle("bpf_map__reuse_fd", set);
    initialValue =
        symbols.handle("bpf_map__initial_value", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
  }

  /** The map's name; global data has the object's name in front. */
  public String name(MemorySegment map) {
    try {
      return CStrings.read((MemorySegment) name.invokeExact(map));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Its descriptor; negative before the load. */
  public int descriptor(MemorySegment map) {
    try {
      return (int) descriptor.invokeExact(map);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** How many entries, or bytes of a ring buffer. */
  public int setMaxEntries(MemorySegment map, int entries) {
    try {
      return (int) setMaxEntries.invokeExact(map, entries);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The pattern of a map of maps. */
  public int setInnerMap(MemorySegment map, int inner) {
    try {
      return (int) setInnerMap.invokeExact(map, inner);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Uses an existing map (its descriptor is duplicated) instead of making one. */
  public int reuse(MemorySegment map, int existing) {
    try {
      return (int) reuse.invokeExact(map, existing);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The bytes that global data starts with, writable before the load; empty for other maps. */
  public MemorySegment initialValue(MemorySegment map) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_LONG);
      MemorySegment start = (MemorySegment) initialValue.invokeExact(map, size);
      return CStrings.sized(start, size.get(JAVA_LONG, 0));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
