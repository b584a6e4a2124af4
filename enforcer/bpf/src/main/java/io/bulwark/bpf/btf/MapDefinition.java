package io.bulwark.bpf.btf;

/**
 * A map as the {@code .maps} section of an object describes it: an anonymous struct whose members
 * are found by name, numbers written as the length of an array behind a pointer.
 *
 * @param type number of the map type, {@code BPF_MAP_TYPE_*} of the kernel
 * @param key what the key is; {@link Shape.None} for ring buffers, queues, stacks and bloom filters
 * @param value what the value is; {@link Shape.None} for ring buffers
 * @param maxEntries 0 to 2³² - 1; bytes for ring buffers
 * @param flags {@code BPF_F_*}
 * @param pinByName whether the loader pins the map under its name
 * @param extra type-specific, the low 32 bits; 0 for most
 * @param inner what a map of maps or a program array holds; id 0 for every other map
 */
public record MapDefinition(
    int type,
    Shape key,
    Shape value,
    long maxEntries,
    long flags,
    boolean pinByName,
    long extra,
    int inner) {

  /** The type numbers with rules of their own. */
  public static final int PROG_ARRAY = 3;

  public static final int LPM_TRIE = 11;
  public static final int ARRAY_OF_MAPS = 12;
  public static final int HASH_OF_MAPS = 13;
  public static final int SK_STORAGE = 24;
  public static final int RINGBUF = 27;
  public static final int INODE_STORAGE = 28;
  public static final int TASK_STORAGE = 29;
  public static final int USER_RINGBUF = 31;

  /** {@code BPF_F_NO_PREALLOC}. */
  public static final long NO_PREALLOC = 1;

  /** What a key or value is. */
  public sealed interface Shape {
    /** The map has none. */
    record None() implements Shape {}

    /** Only the size is told, in bytes. */
    record Size(int bytes) implements Shape {}

    /** The type is told, so that tools can print entries. */
    record Typed(int type) implements Shape {}
  }

  /** A map with plain key and value, without flags. */
  public static MapDefinition of(int type, Shape key, Shape value, long maxEntries) {
    return new MapDefinition(type, key, value, maxEntries, 0, false, 0, 0);
  }

  /** A ring buffer of {@code bytes}, a power of two and a multiple of the page size. */
  public static MapDefinition ringBuffer(long bytes) {
    return of(RINGBUF, new Shape.None(), new Shape.None(), bytes);
  }

  /** This definition with these flags. */
  public MapDefinition withFlags(long newFlags) {
    return new MapDefinition(type, key, value, maxEntries, newFlags, pinByName, extra, inner);
  }

  /**
   * This definition, holding maps or functions.
   *
   * @param id the struct that defines the inner map, or the prototype of a program array
   */
  public MapDefinition withInner(int id) {
    return new MapDefinition(type, key, value, maxEntries, flags, pinByName, extra, id);
  }

  /** This definition, pinned by the loader under the map's name. */
  public MapDefinition pinned() {
    return new MapDefinition(type, key, value, maxEntries, flags, true, extra, inner);
  }
}
