package io.bulwark.kernel.load;

import java.util.Optional;

/** BPF map types; numbers of {@code enum bpf_map_type}. */
public enum MapType {
  /** Keys to values. */
  HASH(1, "3.19"),
  /** Index to value; can be mapped into memory. */
  ARRAY(2, "3.19"),
  /** Index to program, for tail calls. */
  PROG_ARRAY(3, "4.2"),
  /** Index to performance event. */
  PERF_EVENT_ARRAY(4, "4.3"),
  /** Keys to one value a CPU. */
  PERCPU_HASH(5, "4.6"),
  /** Index to one value a CPU. */
  PERCPU_ARRAY(6, "4.6"),
  /** Index to cgroup. */
  CGROUP_ARRAY(8, "4.8"),
  /** A hash that forgets what was not used for long. */
  LRU_HASH(9, "4.10"),
  /** The same with one value a CPU. */
  LRU_PERCPU_HASH(10, "4.10"),
  /** Longest prefix wins. */
  LPM_TRIE(11, "4.11"),
  /** Index to map. */
  ARRAY_OF_MAPS(12, "4.12"),
  /** Key to map. */
  HASH_OF_MAPS(13, "4.12"),
  /** First in, first out. */
  QUEUE(22, "4.20"),
  /** Last in, first out. */
  STACK(23, "4.20"),
  /** Values kept with sockets. */
  SK_STORAGE(24, "5.2"),
  /** Events to user space. */
  RINGBUF(27, "5.8"),
  /** Values kept with inodes. */
  INODE_STORAGE(28, "5.10"),
  /** Values kept with tasks. */
  TASK_STORAGE(29, "5.11"),
  /** Membership with false positives. */
  BLOOM_FILTER(30, "5.16"),
  /** Events from user space. */
  USER_RINGBUF(31, "6.1"),
  /** Values kept with cgroups. */
  CGRP_STORAGE(32, "6.2");

  private final int number;
  private final String since;

  MapType(int number, String since) {
    this.number = number;
    this.since = since;
  }

  /** Its value of {@code enum bpf_map_type}. */
  public int number() {
    return number;
  }

  /** The first Linux release with it. */
  public String since() {
    return since;
  }

  /** Whether an entry has one value for each possible CPU. */
  public boolean perCpu() {
    return this == PERCPU_HASH || this == PERCPU_ARRAY || this == LRU_PERCPU_HASH;
  }

  /** The type with a number; empty for one that this program does not know. */
  public static Optional<MapType> of(int number) {
    for (MapType type : values()) {
      if (type.number == number) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
