package io.bulwark.vm.verify.helper;

import io.bulwark.vm.verify.rules.MapKind;

/** Which function works on which maps. */
public final class MapUse {
  private MapUse() {}

  /** Whether the kernel lets function {@code id} work on maps of {@code kind}. */
  public static boolean allows(int id, MapKind kind) {
    return switch (kind) {
      case PROGRAMS -> id == Helpers.TAIL_CALL;
      case CGROUPS -> id == Helpers.UNDER_CGROUP;
      case RING_BUFFER ->
          id == Helpers.RING_OUTPUT || id == Helpers.RING_RESERVE || id == Helpers.RING_QUERY;
      case ARRAY_OF_MAPS, HASH_OF_MAPS -> id == Helpers.LOOKUP;
      case QUEUE, STACK -> id == Helpers.PUSH || id == Helpers.POP || id == Helpers.PEEK;
      case SOCKET_STORAGE -> id == Helpers.SK_STORAGE_GET || id == Helpers.SK_STORAGE_DELETE;
      case INODE_STORAGE -> id == Helpers.INODE_STORAGE_GET || id == Helpers.INODE_STORAGE_DELETE;
      case TASK_STORAGE -> id == Helpers.TASK_STORAGE_GET || id == Helpers.TASK_STORAGE_DELETE;
      case HASH, ARRAY, PER_CPU_HASH, PER_CPU_ARRAY, LRU_HASH, LRU_PER_CPU_HASH, LPM_TRIE ->
          onValues(id, kind);
    };
  }

  private static boolean onValues(int id, MapKind kind) {
    return switch (id) {
      case Helpers.LOOKUP, Helpers.UPDATE, Helpers.DELETE -> true;
      case Helpers.FOR_EACH -> kind.isIterable();
      case Helpers.LOOKUP_PER_CPU -> kind.isPerCpu();
      default -> false;
    };
  }
}
