package io.bulwark.vm.map;

/** A map of a machine. */
public sealed interface BpfMap permits KeyedMap, ProgramArray, QueueMap, RingBuffer, StorageMap {
  /** How it was made. */
  MapParameters parameters();

  /** What a program has in a register for it; no address of memory. */
  long handle();
}
