package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.bulwark.kernel.error.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whole maps in few system calls (Linux 5.6), or one by one where a type has no batches. */
final class MapBatches {
  private static final int START = 256;

  /** No batches for this type, or for any on this kernel: ENOTSUPP, EOPNOTSUPP, EINVAL. */
  private static final Set<Integer> NO_BATCHES = Set.of(-524, -95, -22);

  private MapBatches() {}

  static List<MapEntry> read(KernelMap map) {
    for (int room = START; ; room *= 2) {
      List<MapEntry> entries = new ArrayList<>();
      int result = readInto(map, entries, room);
      if (result == -Errno.ENOENT.number()) {
        return entries;
      }
      if (NO_BATCHES.contains(result)) {
        return oneByOne(map);
      }
      // A hash bucket with more entries than fit: again with more room, as far as makes sense.
      if (result != -Errno.ENOSPC.number() || room > map.info().maxEntries()) {
        map.check(result, "read");
      }
    }
  }

  /** The result of the last call: {@code -ENOENT} at the end. */
  private static int readInto(KernelMap map, List<MapEntry> entries, int room) {
    int keySize = map.info().keySize();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocate(Math.max(8, keySize), 8);
      MemorySegment keys = arena.allocate((long) room * keySize, 8);
      MemorySegment values = arena.allocate((long) room * map.valueBytes(), 8);
      MemorySegment count = arena.allocate(JAVA_INT);
      MemorySegment from = MemorySegment.NULL;
      int result;
      do {
        count.set(JAVA_INT, 0, room);
        MemorySegment start = from;
        result =
            map.call(number ->
                map.libbpf().maps().lookupBatch(number, start, place, keys, values, count));
        if (result == 0 || result == -Errno.ENOENT.number()) {
          collect(map, entries, keys, values, Math.min(room, count.get(JAVA_INT, 0)));
        }
        from = place;
      } while (result == 0);
      return result;
    }
  }

  private static void collect(
      KernelMap map, List<MapEntry> entries, MemorySegment keys, MemorySegment values, int count) {
    int keySize = map.info().keySize();
    for (int i = 0; i < count; i++) {
      entries.add(
          new MapEntry(
              keys.asSlice((long) i * keySize, keySize).toArray(JAVA_BYTE),
              values.asSlice((long) i * map.valueBytes(), map.valueBytes()).toArray(JAVA_BYTE)));
    }
  }

  /** Bounded: a map that others write to can lead a walk in circles. */
  private static List<MapEntry> oneByOne(KernelMap map) {
    List<MapEntry> entries = new ArrayList<>();
    Optional<byte[]> key = map.firstKey();
    for (int i = 0; key.isPresent() && i < 2 * Math.max(1, map.info().maxEntries()); i++) {
      byte[] current = key.get();
      map.lookup(current).ifPresent(value -> entries.add(new MapEntry(current, value)));
      key = map.keyAfter(current);
    }
    return entries;
  }

  static void write(KernelMap map, List<MapEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    int result = writeBatch(map, entries);
    if (NO_BATCHES.contains(result)) {
      entries.forEach(entry -> map.update(entry.key(), entry.value()));
    } else {
      map.check(result, "update");
    }
  }

  private static int writeBatch(KernelMap map, List<MapEntry> entries) {
    int keySize = map.info().keySize();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment keys = arena.allocate((long) entries.size() * keySize, 8);
      MemorySegment values = arena.allocate((long) entries.size() * map.valueBytes(), 8);
      for (int i = 0; i < entries.size(); i++) {
        MapEntry entry = entries.get(i);
        keys.asSlice((long) i * keySize, keySize)
            .copyFrom(KernelMap.bytes(arena, entry.key(), keySize, "key"));
        values
            .asSlice((long) i * map.valueBytes(), map.valueBytes())
            .copyFrom(KernelMap.bytes(arena, entry.value(), map.valueBytes(), "value"));
      }
      MemorySegment count = arena.allocateFrom(JAVA_INT, entries.size());
      return map.call(number -> map.libbpf().maps().updateBatch(number, keys, values, count));
    }
  }
}
