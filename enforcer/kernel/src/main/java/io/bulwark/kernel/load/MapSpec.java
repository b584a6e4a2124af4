package io.bulwark.kernel.load;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.PermissionDenied;
import io.bulwark.kernel.error.UnsupportedFeature;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A map to be made: a value.
 *
 * @param type its type
 * @param name at most 15 characters
 * @param keySize bytes of a key; 0 for ring buffers, queues and the like
 * @param valueSize bytes of a value
 * @param maxEntries how many entries; for a ring buffer its bytes, a power of two of whole pages
 * @param flags BPF_F_*, such as {@link #MMAPABLE}
 * @param types BTF of key and value, which storage maps demand; null for none
 * @param inner the pattern of a map of maps; null for others
 */
public record MapSpec(
    MapType type,
    String name,
    int keySize,
    int valueSize,
    int maxEntries,
    int flags,
    @Nullable KeyAndValueType types,
    @Nullable KernelMap inner) {
  /** Entries are made when they are written; demanded by tries and storage maps. */
  public static final int NO_PREALLOC = 1;

  /** Programs may read only. */
  public static final int READ_ONLY_FOR_PROGRAMS = 1 << 7;

  /** The values can be mapped into memory; arrays only. */
  public static final int MMAPABLE = 1 << 10;

  private static final long OPTIONS_SIZE = 48;

  /** BTF for a map: ids of the key's and the value's type in {@code btf}. */
  public record KeyAndValueType(KernelBtf btf, int key, int value) {}

  /** A map without flags, BTF or inner map. */
  public static MapSpec of(MapType type, String name, int keySize, int valueSize, int entries) {
    return new MapSpec(type, name, keySize, valueSize, entries, 0, null, null);
  }

  /** A ring buffer of {@code bytes}, a power of two of whole pages. */
  public static MapSpec ring(String name, int bytes) {
    return of(MapType.RINGBUF, name, 0, 0, bytes);
  }

  /** The same with flags. */
  public MapSpec withFlags(int other) {
    return new MapSpec(type, name, keySize, valueSize, maxEntries, other, types, inner);
  }

  /** The same with BTF. */
  public MapSpec typed(KernelBtf btf, int key, int value) {
    KeyAndValueType described = new KeyAndValueType(btf, key, value);
    return new MapSpec(type, name, keySize, valueSize, maxEntries, flags, described, inner);
  }

  /** The same with the pattern of its values, for maps of maps. */
  public MapSpec holding(KernelMap pattern) {
    return new MapSpec(type, name, keySize, valueSize, maxEntries, flags, types, pattern);
  }

  /**
   * Makes it.
   *
   * @throws KernelException where the kernel refuses
   */
  public KernelMap create(Libbpf libbpf) {
    int result = tryCreate(libbpf);
    if (result < 0) {
      throw failure(Errno.of(result));
    }
    return KernelMap.adopt(libbpf, name, Descriptor.owned(result, "map `" + name + "`"));
  }

  private KernelException failure(Errno errno) {
    String operation = "create map `" + name + "` (" + type + ")";
    if (errno.isPermission()) {
      return new PermissionDenied(operation, errno, PermissionHint.OTHER);
    }
    return errno.equals(Errno.EINVAL) && types == null && inner == null && flags == 0
        ? new KernelCallFailed(
            operation, errno, "sizes do not fit, or the kernel is older than " + type.since())
        : new KernelCallFailed(operation, errno);
  }

  /** A descriptor, or {@code -errno}. */
  int tryCreate(Libbpf libbpf) {
    KeyAndValueType described = types;
    KernelMap pattern = inner;
    if (described != null) {
      return described.btf().call(btf -> create(libbpf, btf, described, 0));
    }
    return pattern != null
        ? pattern.call(map -> create(libbpf, 0, null, map))
        : create(libbpf, 0, null, 0);
  }

  private int create(Libbpf libbpf, int btf, @Nullable KeyAndValueType described, int innerMap) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(OPTIONS_SIZE, 8);
      options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_SIZE);
      options.set(ValueLayout.JAVA_INT, 8, btf);
      options.set(ValueLayout.JAVA_INT, 12, described == null ? 0 : described.key());
      options.set(ValueLayout.JAVA_INT, 16, described == null ? 0 : described.value());
      options.set(ValueLayout.JAVA_INT, 24, innerMap);
      options.set(ValueLayout.JAVA_INT, 28, flags);
      return libbpf
          .maps()
          .create(type.number(), arena.allocateFrom(name), keySize, valueSize, maxEntries, options);
    }
  }

  /** The refusal as "this kernel is too old", for callers that know it is. */
  public UnsupportedFeature unsupported() {
    return new UnsupportedFeature("map type " + type, type.since());
  }
}
