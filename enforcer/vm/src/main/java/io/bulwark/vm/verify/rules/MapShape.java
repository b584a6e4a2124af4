package io.bulwark.vm.verify.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a program's safety needs to know about a map.
 *
 * @param name for messages
 * @param keySize bytes, 0 where there is no key
 * @param valueSize bytes, 0 where there is no value
 * @param readOnly programs may not write its values (frozen constants)
 * @param inner the shape of its maps, if it holds maps
 * @param contents of a read-only array of one value, where known
 */
public record MapShape(
    String name,
    MapKind kind,
    int keySize,
    int valueSize,
    long maxEntries,
    boolean readOnly,
    @Nullable MapShape inner,
    @Nullable Contents contents) {
  /** Sizes are not negative. */
  public MapShape {
    if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
      throw new IllegalArgumentException("negative size of map `" + name + "`");
    }
  }

  /** A map that programs may write. */
  public static MapShape of(
      String name, MapKind kind, int keySize, int valueSize, long maxEntries) {
    return new MapShape(name, kind, keySize, valueSize, maxEntries, false, null, null);
  }

  /** A ring buffer of {@code bytes}. */
  public static MapShape ring(String name, long bytes) {
    return of(name, MapKind.RING_BUFFER, 0, 0, bytes);
  }

  /** An array of one value: a section of global variables. */
  public static MapShape variables(String name, int bytes) {
    return of(name, MapKind.ARRAY, 4, bytes, 1);
  }

  /** A frozen array of one value: a section of constants. */
  public static MapShape constants(String name, Contents contents) {
    return new MapShape(name, MapKind.ARRAY, 4, contents.size(), 1, true, null, contents);
  }

  /** An array or hash table of maps like {@code inner}. */
  public static MapShape ofMaps(
      String name, MapKind kind, int keySize, long maxEntries, MapShape inner) {
    return new MapShape(name, kind, keySize, 4, maxEntries, false, inner, null);
  }
}
