/**
 * The memory of one machine: a bounded arena that a program cannot leave.
 *
 * <pre>
 * Memory  := Region*            (addresses are offsets into the arena, never below 4096)
 * Region  := address size
 * Access  := NONE | READ | READ_WRITE
 *
 * host (maps, helpers, tests) ─▶ Memory        may touch every byte of the arena
 * program (interpreter, JIT)  ─▶ Cells         every access is checked, byte by byte
 * </pre>
 *
 * <p>The arena is a heap array: whatever a program does, the JVM stays whole. Each 16 bytes (a
 * <em>granule</em>) know the end of the region they belong to, for reads and for writes, so that
 * one comparison decides about an access of any size and alignment. A granule of nothing lies
 * between regions. Values are little-endian.
 */
@NullMarked
package io.bulwark.vm.memory;

import org.jspecify.annotations.NullMarked;
