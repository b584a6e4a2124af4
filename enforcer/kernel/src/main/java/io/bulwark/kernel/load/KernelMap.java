package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.PermissionDenied;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * A map in the kernel. Keys and values are bytes of exactly its sizes.
 *
 * <p>Every access is a system call, about 0.75 µs; counters that are read often belong into an
 * array made with {@link MapSpec#MMAPABLE} and read through {@link #mapped}.
 */
public final class KernelMap implements AutoCloseable {
  private final Libbpf libbpf;
  private final String name;
  private final Descriptor descriptor;
  private final MapInfo info;
  private final int valueBytes;

  private KernelMap(Libbpf libbpf, String name, Descriptor descriptor, MapInfo info) {
    this.libbpf = libbpf;
    this.name = name;
    this.descriptor = descriptor;
    this.info = info;
    this.valueBytes = valueBytes(libbpf, info);
  }

  /** Takes over a descriptor, which is closed if the kernel does not tell about it. */
  static KernelMap adopt(Libbpf libbpf, String name, Descriptor descriptor) {
    try {
      MapInfo info = InfoReader.map(libbpf, descriptor);
      return new KernelMap(libbpf, name.isEmpty() ? info.name() : name, descriptor, info);
    } catch (KernelException e) {
      descriptor.close();
      throw e;
    }
  }

  /**
   * The map pinned at {@code path}.
   *
   * @throws KernelException if there is none, or something else is pinned there
   */
  public static KernelMap pinned(Libbpf libbpf, Path path) {
    return adopt(libbpf, "", Pins.open(libbpf, path, Pins.Kind.MAP));
  }

  /** Per-CPU maps hand out each CPU's value rounded up to 8 bytes. */
  private static int valueBytes(Libbpf libbpf, MapInfo info) {
    boolean perCpu = MapType.of(info.type()).map(MapType::perCpu).orElse(false);
    return perCpu ? Math.multiplyExact(stride(info), libbpf.possibleCpus()) : info.valueSize();
  }

  private static int stride(MapInfo info) {
    return (info.valueSize() + 7) & ~7;
  }

  /** Its name, uncut. */
  public String name() {
    return name;
  }

  /** Type and sizes. */
  public MapInfo info() {
    return info;
  }

  /** Bytes of a value as user space sees it: of all CPUs in a per-CPU map. */
  public int valueBytes() {
    return valueBytes;
  }

  /** The value of a key; empty if it is not there. */
  public Optional<byte[]> lookup(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(valueBytes, 8);
      MemorySegment search = bytes(arena, key, info.keySize(), "key");
      int result = descriptor.call(map -> libbpf.maps().lookup(map, search, value));
      return present(result, "look up in")
          ? Optional.of(value.toArray(JAVA_BYTE))
          : Optional.empty();
    }
  }

  /** The values of a key, one a possible CPU; empty if the key is not there. */
  public List<byte[]> lookupPerCpu(byte[] key) {
    byte[] all = lookup(key).orElse(new byte[0]);
    List<byte[]> values = new ArrayList<>();
    for (int at = 0; at < all.length; at += stride(info)) {
      values.add(Arrays.copyOfRange(all, at, at + info.valueSize()));
    }
    return values;
  }

  /** Removes a key and answers with its value, or the next one of a queue or stack (empty key). */
  public Optional<byte[]> take(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(valueBytes, 8);
      MemorySegment search = bytes(arena, key, info.keySize(), "key");
      int result = descriptor.call(map -> libbpf.maps().take(map, search, value));
      return present(result, "take from")
          ? Optional.of(value.toArray(JAVA_BYTE))
          : Optional.empty();
    }
  }

  /** Writes a value; queues and stacks take an empty key. */
  public void update(byte[] key, byte[] value) {
    update(key, value, UpdateMode.ANY);
  }

  /**
   * Writes a value.
   *
   * @throws KernelCallFailed E2BIG for a full map, EEXIST and ENOENT as {@code mode} says, EPERM
   *     for a frozen map
   */
  public void update(byte[] key, byte[] value, UpdateMode mode) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment where = bytes(arena, key, info.keySize(), "key");
      MemorySegment what = bytes(arena, value, valueBytes, "value");
      check(
          descriptor.call(map -> libbpf.maps().update(map, where, what, mode.ordinal())), "update");
    }
  }

  /** Puts a program into a slot of a program array; it stays there after its close. */
  public void put(int index, KernelProgram program) {
    program.use(number -> putDescriptor(Bytes.ofInt(index), number));
  }

  /** Puts a map into a map of maps; it stays there after its close. */
  public void put(byte[] key, KernelMap map) {
    map.descriptor.use(number -> putDescriptor(key, number));
  }

  private boolean putDescriptor(byte[] key, int number) {
    update(key, Bytes.ofInt(number));
    return true;
  }

  /** Removes a key; whether it was there. */
  public boolean delete(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment where = bytes(arena, key, info.keySize(), "key");
      return present(descriptor.call(map -> libbpf.maps().delete(map, where)), "delete from");
    }
  }

  /** The first key; empty in an empty map. */
  public Optional<byte[]> firstKey() {
    return keyAfter(new byte[0]);
  }

  /** The key after {@code key}, or the first if that one is gone; empty after the last. */
  public Optional<byte[]> keyAfter(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment next = arena.allocate(info.keySize(), 8);
      MemorySegment from =
          key.length == 0 ? MemorySegment.NULL : bytes(arena, key, info.keySize(), "key");
      int result = descriptor.call(map -> libbpf.maps().nextKey(map, from, next));
      return present(result, "walk") ? Optional.of(next.toArray(JAVA_BYTE)) : Optional.empty();
    }
  }

  /** All entries, in batches where the type has them; not a snapshot while others write. */
  public List<MapEntry> entries() {
    return MapBatches.read(this);
  }

  /** Writes all entries, in one call where the type has batches. */
  public void updateAll(List<MapEntry> entries) {
    MapBatches.write(this, entries);
  }

  /** Ends all writes from user space, for good. */
  public void freeze() {
    check(descriptor.call(map -> libbpf.maps().freeze(map)), "freeze");
  }

  /**
   * The values of an array as memory, for reading and writing without system calls.
   *
   * @throws KernelException if it was not made with {@link MapSpec#MMAPABLE}
   */
  public MappedArray mapped() {
    return MappedArray.map(this);
  }

  /** Makes it outlive this process under a path on a BPF file system. */
  public void pin(Path path) {
    Pins.pin(libbpf, descriptor, path);
  }

  /**
   * Calls with the map's descriptor number, which is good during the call only: for those who map
   * or watch it, such as ring buffer readers.
   */
  public int withDescriptor(IntUnaryOperator use) {
    return descriptor.call(use);
  }

  int call(IntUnaryOperator use) {
    return descriptor.call(use);
  }

  <T> T use(IntFunction<T> use) {
    return descriptor.use(use);
  }

  Libbpf libbpf() {
    return libbpf;
  }

  /**
   * Copies {@code value}, whose size must be exact: the kernel reads that much from the address.
   */
  static MemorySegment bytes(Arena arena, byte[] value, int size, String what) {
    if (value.length != size) {
      throw new IllegalArgumentException(
          what + " has " + value.length + " bytes, the map's have " + size);
    }
    return size == 0 ? MemorySegment.NULL : arena.allocateFrom(JAVA_BYTE, value);
  }

  boolean present(int result, String operation) {
    if (result == -Errno.ENOENT.number()) {
      return false;
    }
    check(result, operation);
    return true;
  }

  void check(int result, String operation) {
    if (result >= 0) {
      return;
    }
    Errno errno = Errno.of(result);
    String what = operation + " map `" + name + "`";
    if (errno.isPermission()) {
      throw new PermissionDenied(
          what, errno, "it is frozen, read-only, or this process may not use bpf(2)");
    }
    throw errno.equals(Errno.E2BIG)
        ? new KernelCallFailed(what, errno, "its " + info.maxEntries() + " entries are in use")
        : new KernelCallFailed(what, errno);
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.what();
  }
}
