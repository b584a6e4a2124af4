package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Maps by descriptor: creation, elements, batches. */
public final class MapAbi {
  private final MethodHandle create;
  private final MethodHandle lookup;
  private final MethodHandle take;
  private final MethodHandle update;
  private final MethodHandle delete;
  private final MethodHandle nextKey;
  private final MethodHandle freeze;
  private final MethodHandle lookupBatch;
  private final MethodHandle updateBatch;

  /** Binds all; a missing one is reported by name. */
  public MapAbi(Symbols symbols) {
    create =
        symbols.handle(
            "bpf_map_create",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    lookup = symbols.handle("bpf_map_lookup_elem", two);
    take = symbols.handle("bpf_map_lookup_and_delete_elem", two);
    nextKey = symbols.handle("bpf_map_get_next_key", two);
    update =
        symbols.handle(
            "bpf_map_update_elem",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    delete =
        symbols.handle("bpf_map_delete_elem", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    freeze = symbols.handle("bpf_map_freeze", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    lookupBatch =
        symbols.handle(
            "bpf_map_lookup_batch",
            FunctionDescriptor.of(
                JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    updateBatch =
        symbols.handle(
            "bpf_map_update_batch",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  }

  /** A map descriptor, or {@code -errno}. */
  public int create(
      int type,
      MemorySegment name,
      int keySize,
      int valueSize,
      int entries,
      MemorySegment options) {
    try {
      return (int) create.invokeExact(type, name, keySize, valueSize, entries, options);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Copies the value of a key. */
  public int lookup(int map, MemorySegment key, MemorySegment value) {
    try {
      return (int) lookup.invokeExact(map, key, value);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Copies and removes the value of a key, or the next of a queue (null key). */
  public int take(int map, MemorySegment key, MemorySegment value) {
    try {
      return (int) take.invokeExact(map, key, value);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Writes a value; {@code flags} 0 any, 1 only new, 2 only existing. */
  public int update(int map, MemorySegment key, MemorySegment value, long flags) {
    try {
      return (int) update.invokeExact(map, key, value, flags);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Removes a key. */
  public int delete(int map, MemorySegment key) {
    try {
      return (int) delete.invokeExact(map, key);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** The key after {@code key}, the first for null. */
  public int nextKey(int map, MemorySegment key, MemorySegment next) {
    try {
      return (int) nextKey.invokeExact(map, key, next);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Ends all writes from user space. */
  public int freeze(int map) {
    try {
      return (int) freeze.invokeExact(map);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /**
   * Up to {@code count} entries; {@code from} and {@code next} are opaque places, null to start.
   */
  public int lookupBatch(
      int map,
      MemorySegment from,
      MemorySegment next,
      MemorySegment keys,
      MemorySegment values,
      MemorySegment count) {
    try {
      return (int)
          lookupBatch.invokeExact(map, from, next, keys, values, count, MemorySegment.NULL);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Writes {@code count} entries; {@code count} is how many were written afterwards. */
  public int updateBatch(int map, MemorySegment keys, MemorySegment values, MemorySegment count) {
    try {
      return (int) updateBatch.invokeExact(map, keys, values, count, MemorySegment.NULL);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
