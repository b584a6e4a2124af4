package io.bulwark.vm.helper;

import io.bulwark.vm.map.Errno;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.StorageMap;
import io.bulwark.vm.run.HelperTable;

/** Values that belong to tasks, inodes and cgroups. */
final class StorageHelpers {
  private static final long CREATE = 1;

  private final Environment environment;
  private final Arguments arguments;

  private StorageHelpers(Environment environment, Arguments arguments) {
    this.environment = environment;
    this.arguments = arguments;
  }

  static void add(HelperTable.Builder table, Environment environment, Arguments arguments) {
    StorageHelpers helpers = new StorageHelpers(environment, arguments);
    helpers.add(table, MapKind.INODE_STORAGE, "inode_storage", 145, 146);
    helpers.add(table, MapKind.TASK_STORAGE, "task_storage", 156, 157);
    helpers.add(table, MapKind.CGRP_STORAGE, "cgrp_storage", 210, 211);
  }

  private void add(HelperTable.Builder table, MapKind kind, String name, int get, int delete) {
    String getName = name + "_get";
    String deleteName = name + "_delete";
    table
        .add(get, (_, map, of, value, flags, _) -> get(kind, getName, map, of, value, flags))
        .add(delete, (_, map, of, _, _, _) -> delete(kind, deleteName, map, of));
  }

  private long get(MapKind kind, String name, long handle, long object, long value, long flags) {
    StorageMap map = arguments.storage(name, handle, kind);
    long initial = value == 0 ? 0 : arguments.value(map, value);
    long owner = object == 0 ? 0 : environment.owners().owner(kind, object);
    if ((flags & ~CREATE) != 0 || owner == 0) {
      return 0;
    }
    return flags == CREATE ? map.getOrCreate(owner, initial) : map.get(owner);
  }

  private long delete(MapKind kind, String name, long handle, long object) {
    StorageMap map = arguments.storage(name, handle, kind);
    long owner = object == 0 ? 0 : environment.owners().owner(kind, object);
    return owner == 0 ? -Errno.EINVAL : map.delete(owner);
  }
}
