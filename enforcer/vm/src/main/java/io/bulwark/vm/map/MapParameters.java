package io.bulwark.vm.map;

import org.jspecify.annotations.Nullable;

/**
 * A map to be made: a value. Whether a kernel would make it is checked where it is made.
 *
 * @param name for messages and the host
 * @param kind what it is
 * @param keySize bytes of a key
 * @param valueSize bytes of a value; on one CPU, where it has several
 * @param maxEntries how many entries; bytes of a ring buffer; 0 for storage
 * @param flags {@code BPF_F_*}
 * @param inner the pattern of the maps in a map of maps; null for others
 */
public record MapParameters(
    String name,
    MapKind kind,
    int keySize,
    int valueSize,
    int maxEntries,
    int flags,
    @Nullable MapParameters inner) {
  /** Entries are made when they are written; demanded by tries and storage. */
  public static final int NO_PREALLOC = 1;

  /** LRU lists per CPU. */
  public static final int NO_COMMON_LRU = 1 << 1;

  /** Programs may read values, not write them. */
  public static final int RDONLY_PROG = 1 << 7;

  /** Programs may write values, not read them; a machine lets them read. */
  public static final int WRONLY_PROG = 1 << 8;

  /** An array that can be mapped into memory. */
  public static final int MMAPABLE = 1 << 10;

  /** An inner array may have another size than the pattern. */
  public static final int INNER_MAP = 1 << 12;

  /** A map without flags. */
  public static MapParameters of(
      String name, MapKind kind, int keySize, int valueSize, int maxEntries) {
    return new MapParameters(name, kind, keySize, valueSize, maxEntries, 0, null);
  }

  /** The same with flags. */
  public MapParameters withFlags(int other) {
    return new MapParameters(name, kind, keySize, valueSize, maxEntries, other, inner);
  }

  /** The same holding maps like {@code pattern}. */
  public MapParameters holding(MapParameters pattern) {
    return new MapParameters(name, kind, keySize, valueSize, maxEntries, flags, pattern);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
