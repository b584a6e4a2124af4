package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.map.InnerMaps;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.LpmTrie;
import io.bulwark.vm.map.QueueMap;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.HelperTable;

/** Maps: look-ups, updates, queues, walks. */
final class MapHelpers {
  private final Arguments arguments;

  private MapHelpers(Arguments arguments) {
    this.arguments = arguments;
  }

  static void add(HelperTable.Builder table, Arguments arguments) {
    MapHelpers helpers = new MapHelpers(arguments);
    table
        .add(1, (_, map, key, _, _, _) -> helpers.lookup(map, key))
        .add(2, (_, map, key, value, flags, _) -> helpers.update(map, key, value, flags))
        .add(3, (_, map, key, _, _, _) -> helpers.delete(map, key))
        .add(87, (_, map, value, flags, _, _) -> helpers.push(map, value, flags))
        .add(88, (_, map, value, _, _, _) -> helpers.pop(map, value))
        .add(89, (_, map, value, _, _, _) -> helpers.peek(map, value))
        .add(
            164,
            (run, map, each, context, flags, _) -> helpers.walk(run, map, each, context, flags))
        .add(195, (_, map, key, cpu, _, _) -> helpers.lookupOn(map, key, cpu));
  }

  private long lookup(long handle, long key) {
    KeyedMap map = arguments.keyed("map_lookup_elem", handle);
    return map.lookup(arguments.key(map, key));
  }

  private long update(long handle, long key, long value, long flags) {
    KeyedMap map = notOfMaps("map_update_elem", handle);
    return map.update(arguments.key(map, key), arguments.value(map, value), flags);
  }

  private long delete(long handle, long key) {
    KeyedMap map = notOfMaps("map_delete_elem", handle);
    return map.delete(arguments.key(map, key));
  }

  private KeyedMap notOfMaps(String function, long handle) {
    KeyedMap map = arguments.keyed(function, handle);
    if (map instanceof InnerMaps) {
      throw Arguments.bad(function, map + " holds maps, which only the host changes");
    }
    return map;
  }

  private long push(long handle, long value, long flags) {
    QueueMap map = arguments.queue("map_push_elem", handle);
    return map.push(arguments.value(map, value), flags);
  }

  private long pop(long handle, long value) {
    QueueMap map = arguments.queue("map_pop_elem", handle);
    arguments.writable("map_pop_elem", value, map.parameters().valueSize());
    return map.pop(value);
  }

  private long peek(long handle, long value) {
    QueueMap map = arguments.queue("map_peek_elem", handle);
    arguments.writable("map_peek_elem", value, map.parameters().valueSize());
    return map.peek(value);
  }

  private long lookupOn(long handle, long key, long cpu) {
    KeyedMap map = arguments.keyed("map_lookup_percpu_elem", handle);
    if (!map.parameters().kind().perCpu()) {
      throw Arguments.bad("map_lookup_percpu_elem", map + " has no values per CPU");
    }
    return map.lookup(arguments.key(map, key), (int) cpu);
  }

  /** Calls a function for each entry until it answers other than 0; how many it was called for. */
  private long walk(Execution run, long handle, long each, long context, long flags) {
    KeyedMap map = arguments.keyed("for_each_map_elem", handle);
    if (map instanceof LpmTrie || map instanceof InnerMaps) {
      throw Arguments.bad("for_each_map_elem", map + " cannot be walked");
    }
    if (flags != 0) {
      return -Errno.EINVAL;
    }
    long entries = 0;
    for (int slot = map.nextSlot(-1); slot >= 0; slot = map.nextSlot(slot)) {
      run.charge(1);
      entries++;
      if (run.callback(each, handle, map.keyAt(slot), map.valueAt(slot), context, 0) != 0) {
        break;
      }
    }
    return entries;
  }
}
