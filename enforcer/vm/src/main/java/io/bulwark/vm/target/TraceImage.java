package io.bulwark.vm.target;

import io.bulwark.vm.helper.OwnerSource;
import io.bulwark.vm.helper.PathSource;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.target.StructLayout.Field;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The recorded objects in a machine's memory. Objects are made once and filled for every event.
 *
 * <p>It also answers the questions of helper functions: what path a {@code struct path} has, and
 * which object stands behind an address. Not for use by several threads.
 */
public final class TraceImage implements PathSource, OwnerSource {
  private final TraceSchema schema;
  private final Memory memory;

  /** Objects by address, which grow or not, as the arena has room. */
  private RecordedObject[] objects = {};

  private long[] pathPlaces = {};
  private byte[] @Nullable [] paths = {};

  /**
   * No objects yet.
   *
   * @param memory the machine's, in which programs read zeros through null pointers from now on
   */
  public TraceImage(TraceSchema schema, Memory memory) {
    this.schema = schema;
    this.memory = memory;
    memory.readNullAsZero();
  }

  /** What is recorded. */
  public TraceSchema schema() {
    return schema;
  }

  /** A new object of this struct, all zeros. */
  public RecordedObject object(String struct) {
    StructLayout layout = schema.struct(struct);
    long address = memory.allocate(Math.max(1, layout.size()), Access.READ).address();
    RecordedObject object = new RecordedObject(memory, layout, address);
    int at = objects.length;
    objects = Arrays.copyOf(objects, at + 1);
    while (at > 0 && objects[at - 1].address() > address) {
      objects[at] = objects[at - 1];
      at--;
    }
    objects[at] = object;
    return object;
  }

  /** A new context for a hook with this many arguments. */
  public HookContext context(int arguments) {
    return new HookContext(memory, arguments);
  }

  /**
   * Says what path an object of {@code struct path} has: {@code place} is a member of {@code of}.
   *
   * @param path without a NUL, kept, not copied; null: none was recorded
   */
  public void path(RecordedObject of, Field place, byte @Nullable [] path) {
    long address = of.address(place);
    int at = 0;
    while (at < pathPlaces.length && pathPlaces[at] != address) {
      at++;
    }
    if (at == pathPlaces.length) {
      pathPlaces = Arrays.copyOf(pathPlaces, at + 1);
      paths = Arrays.copyOf(paths, at + 1);
      pathPlaces[at] = address;
    }
    paths[at] = path;
  }

  @Override
  public byte @Nullable [] path(long address) {
    for (int at = 0; at < pathPlaces.length; at++) {
      if (pathPlaces[at] == address) {
        return paths[at];
      }
    }
    return null;
  }

  @Override
  public long owner(MapKind kind, long address) {
    int low = 0;
    int high = objects.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long place = objects[middle].address();
      if (place == address) {
        return matches(kind, objects[middle]) ? objects[middle].identity() : 0;
      }
      if (place < address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  private static boolean matches(MapKind kind, RecordedObject object) {
    String struct = object.layout().name();
    return switch (kind) {
      case TASK_STORAGE -> struct.equals("task_struct");
      case INODE_STORAGE -> struct.equals("inode");
      case CGRP_STORAGE -> struct.equals("cgroup");
      case HASH,
          ARRAY,
          PROG_ARRAY,
          PERCPU_HASH,
          PERCPU_ARRAY,
          LRU_HASH,
          LRU_PERCPU_HASH,
          LPM_TRIE,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
          QUEUE,
          STACK,
          RINGBUF ->
          false;
    };
  }
}
