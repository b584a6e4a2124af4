/**
 * The maps of a machine: what programs keep between runs, with the kernel's answers.
 *
 * <pre>
 * MapParameters ── MapStore.create ──▶ BpfMap        (a handle for programs, HostMap for the host)
 *
 * BpfMap   := KeyedMap | ProgramArray | QueueMap | RingBuffer | StorageMap
 * KeyedMap := ArrayMap | HashedMap | LpmTrie | InnerMaps
 * </pre>
 *
 * <ul>
 *   <li><b>Handle</b>: what {@code ld_imm64} of a map puts into a register. It is no address of
 *       memory; helper functions find the map with {@link io.bulwark.vm.map.MapStore#byHandle}.
 *   <li><b>Values</b> lie in the machine's memory, each a region of its own that starts at a
 *       multiple of 16, and never move: a program may keep their addresses. Keys lie there too, for
 *       reading.
 *   <li><b>Results</b> are the kernel's: 0 or a negative errno ({@link io.bulwark.vm.map.Errno}); 0
 *       for no value. Nothing is allocated by an operation.
 *   <li><b>Per-CPU</b> maps have one value per CPU of the store; programs see the one of {@link
 *       io.bulwark.vm.map.MapStore#cpu}, the host sees all, each rounded up to 8 bytes.
 * </ul>
 *
 * <p>Differences to a kernel, on purpose: the LRU forgets exactly the least recently used entry,
 * where the kernel takes one that was not used for long; an update writes a hash entry in place,
 * where the kernel may put a new one beside; the order of hash keys is the order of their slots.
 *
 * <p>Last compared with Linux 6.18, by the same seeded operations on its maps.
 */
@NullMarked
package io.bulwark.vm.map;

import org.jspecify.annotations.NullMarked;
