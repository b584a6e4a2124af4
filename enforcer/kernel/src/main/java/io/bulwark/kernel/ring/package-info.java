/**
 * Events out of the kernel: the consumer side of a BPF ring buffer, read in place.
 *
 * <pre>
 * page 0         consumer position  u64   ours, written here
 * page 1         producer position  u64   the kernel's, read only
 * page 2 ...     data, mapped twice in a row, so that no record wraps
 * record         u32 length, bit 31 busy, bit 30 discarded; u32 unused; payload; to 8 bytes
 * </pre>
 *
 * {@link io.bulwark.kernel.ring.RingCursor} is the algorithm over these areas, wherever they are;
 * {@link io.bulwark.kernel.ring.RingReader} maps and watches a map of the kernel. One consumer a
 * ring. Nothing is copied and nothing is allocated per record; a handler sees the payload only
 * until it returns.
 *
 * <p>Layout and memory order: kernel/bpf/ringbuf.c, Linux 5.8 and later.
 */
@NullMarked
package io.bulwark.kernel.ring;

import org.jspecify.annotations.NullMarked;
