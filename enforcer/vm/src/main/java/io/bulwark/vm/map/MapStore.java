package io.bulwark.vm.map;

import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.Execution;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.TailCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The maps of one machine, by handle. Not for use by several threads. */
public final class MapStore implements TailCalls {
  /** This bit and the map's number make a handle; it is beyond every address. */
  private static final long HANDLE = 1L << 61;

  /** How many owners a storage map has room for unless said otherwise. */
  public static final int DEFAULT_OWNERS = 4096;

  private final Memory memory;
  private final Cpus cpus;
  private final int owners;
  private final List<BpfMap> maps = new ArrayList<>();
  private final List<RingBuffer> rings = new ArrayList<>();

  /** Without maps, for a machine with one CPU. */
  public MapStore(Memory memory) {
    this(memory, 1, DEFAULT_OWNERS);
  }

  /**
   * Without maps.
   *
   * @param cpus how many CPUs there are, at least 1
   * @param owners how many objects can have a value in a storage map at once
   */
  public MapStore(Memory memory, int cpus, int owners) {
    this.memory = memory;
    this.cpus = new Cpus(cpus);
    this.owners = owners;
  }

  /** The machine's memory. */
  public Memory memory() {
    return memory;
  }

  /** How many CPUs there are. */
  public int cpus() {
    return cpus.count();
  }

  /** The CPU that programs run on, from 0. */
  public int cpu() {
    return cpus.current();
  }

  /** Sets the CPU that programs run on. */
  public void cpu(int cpu) {
    cpus.current(cpu);
  }

  /**
   * A new map.
   *
   * @throws InvalidMap if the kernel would not make it
   * @throws io.bulwark.vm.memory.MemoryExhausted if it does not fit into the machine
   */
  public BpfMap create(MapParameters parameters) {
    MapRules.check(parameters);
    BpfMap map = create(parameters, HANDLE | maps.size());
    maps.add(map);
    if (map instanceof RingBuffer ring) {
      rings.add(ring);
    }
    return map;
  }

  private BpfMap create(MapParameters map, long handle) {
    return switch (map.kind()) {
      case ARRAY, PERCPU_ARRAY -> new ArrayMap(map, handle, memory, cpus, map.valueSize());
      case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH ->
          new HashedMap(map, handle, memory, cpus, map.valueSize());
      case LPM_TRIE -> new LpmTrie(map, handle, memory);
      case PROG_ARRAY -> new ProgramArray(map, handle);
      case ARRAY_OF_MAPS ->
          new InnerMaps(
              map, new ArrayMap(map, handle, memory, cpus, InnerMaps.HANDLE_SIZE), memory);
      case HASH_OF_MAPS ->
          new InnerMaps(
              map, new HashedMap(map, handle, memory, cpus, InnerMaps.HANDLE_SIZE), memory);
      case QUEUE, STACK -> new QueueMap(map, handle, memory);
      case RINGBUF -> new RingBuffer(map, handle, memory);
      case INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE -> new StorageMap(map, handle, memory, owners);
    };
  }

  /** All maps in the order of their making. */
  public List<BpfMap> maps() {
    return Collections.unmodifiableList(maps);
  }

  /** The map with this handle; null if it is none. */
  public @Nullable BpfMap byHandle(long handle) {
    long number = handle ^ HANDLE;
    return number >= 0 && number < maps.size() ? maps.get((int) number) : null;
  }

  /** The ring buffer that holds the record at {@code record} for a program; null if none does. */
  public @Nullable RingBuffer ringOf(long record) {
    for (int at = 0; at < rings.size(); at++) {
      if (rings.get(at).holds(record)) {
        return rings.get(at);
      }
    }
    return null;
  }

  @Override
  public @Nullable Executor target(Execution execution, long map, long index) {
    return byHandle(map) instanceof ProgramArray array ? array.get((int) index) : null;
  }
}
