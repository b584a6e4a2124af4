package io.bulwark.vm.map;

import org.jspecify.annotations.Nullable;

/** The kinds of maps a machine has; numbers of {@code enum bpf_map_type}. */
public enum MapKind {
  /** Keys to values. */
  HASH(1),
  /** Index to value. */
  ARRAY(2),
  /** Index to program, for tail calls. */
  PROG_ARRAY(3),
  /** Keys to one value a CPU. */
  PERCPU_HASH(5),
  /** Index to one value a CPU. */
  PERCPU_ARRAY(6),
  /** A hash that forgets the least recently used. */
  LRU_HASH(9),
  /** The same with one value a CPU. */
  LRU_PERCPU_HASH(10),
  /** The longest prefix wins. */
  LPM_TRIE(11),
  /** Index to map. */
  ARRAY_OF_MAPS(12),
  /** Key to map. */
  HASH_OF_MAPS(13),
  /** First in, first out. */
  QUEUE(22),
  /** Last in, first out. */
  STACK(23),
  /** Events for the host. */
  RINGBUF(27),
  /** Values kept with inodes. */
  INODE_STORAGE(28),
  /** Values kept with tasks. */
  TASK_STORAGE(29),
  /** Values kept with cgroups. */
  CGRP_STORAGE(32);

  private final int number;

  MapKind(int number) {
    this.number = number;
  }

  /** Its value of {@code enum bpf_map_type}. */
  public int number() {
    return number;
  }

  /** The kind with this number; null if the machine has none. */
  public static @Nullable MapKind of(int number) {
    for (MapKind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }

  /** Whether an entry has one value for each CPU. */
  public boolean perCpu() {
    return this == PERCPU_HASH || this == PERCPU_ARRAY || this == LRU_PERCPU_HASH;
  }

  /** Whether it forgets entries to make room. */
  public boolean lru() {
    return this == LRU_HASH || this == LRU_PERCPU_HASH;
  }

  /** Whether its values belong to objects of the kernel. */
  public boolean storage() {
    return this == INODE_STORAGE || this == TASK_STORAGE || this == CGRP_STORAGE;
  }

  /** Whether its values are maps. */
  public boolean ofMaps() {
    return this == ARRAY_OF_MAPS || this == HASH_OF_MAPS;
  }
}
