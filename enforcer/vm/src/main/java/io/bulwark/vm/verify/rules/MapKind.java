package io.bulwark.vm.verify.rules;

/** The map types whose use by programs is known here. */
public enum MapKind {
  /** Hash table. */
  HASH(1),
  /** Array. */
  ARRAY(2),
  /** Programs to tail-call. */
  PROGRAMS(3),
  /** Hash table, a value for each CPU. */
  PER_CPU_HASH(5),
  /** Array, a value for each CPU. */
  PER_CPU_ARRAY(6),
  /** Control groups. */
  CGROUPS(8),
  /** Hash table that drops what was used least recently. */
  LRU_HASH(9),
  /** The same, a value for each CPU. */
  LRU_PER_CPU_HASH(10),
  /** Longest-prefix trie. */
  LPM_TRIE(11),
  /** Array of maps. */
  ARRAY_OF_MAPS(12),
  /** Hash table of maps. */
  HASH_OF_MAPS(13),
  /** First in, first out. */
  QUEUE(22),
  /** Last in, first out. */
  STACK(23),
  /** Values of sockets. */
  SOCKET_STORAGE(24),
  /** Ring buffer. */
  RING_BUFFER(27),
  /** Values of inodes. */
  INODE_STORAGE(28),
  /** Values of tasks. */
  TASK_STORAGE(29);

  private final int number;

  MapKind(int number) {
    this.number = number;
  }

  /** The number in {@code enum bpf_map_type}. */
  public int number() {
    return number;
  }

  /** The kind with {@code number}. */
  public static MapKind ofNumber(int number) {
    for (MapKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no known map type has number " + number);
  }

  /** Whether a program may have the address of a value from a look-up. */
  public boolean holdsValues() {
    return switch (this) {
      case HASH, ARRAY, PER_CPU_HASH, PER_CPU_ARRAY, LRU_HASH, LRU_PER_CPU_HASH, LPM_TRIE -> true;
      case PROGRAMS,
          CGROUPS,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
          QUEUE,
          STACK,
          SOCKET_STORAGE,
          RING_BUFFER,
          INODE_STORAGE,
          TASK_STORAGE ->
          false;
    };
  }

  /** Whether {@code bpf_for_each_map_elem} walks it. */
  public boolean isIterable() {
    return holdsValues() && this != LPM_TRIE;
  }

  /** Whether it holds maps. */
  public boolean holdsMaps() {
    return this == ARRAY_OF_MAPS || this == HASH_OF_MAPS;
  }

  /** Whether sleepable programs may use it (Linux 6.1; later kernels allow a few more). */
  public boolean isForSleepable() {
    return switch (this) {
      case HASH,
          ARRAY,
          PER_CPU_HASH,
          PER_CPU_ARRAY,
          LRU_HASH,
          LRU_PER_CPU_HASH,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
          SOCKET_STORAGE,
          RING_BUFFER,
          INODE_STORAGE,
          TASK_STORAGE ->
          true;
      case PROGRAMS, CGROUPS, LPM_TRIE, QUEUE, STACK -> false;
    };
  }

  /** Whether there is a value for each CPU. */
  public boolean isPerCpu() {
    return this == PER_CPU_HASH || this == PER_CPU_ARRAY || this == LRU_PER_CPU_HASH;
  }
}
