/**
 * Kernel objects and their owners.
 *
 * <pre>
 * Libbpf          the library; start here
 * RawProgram      instruction bytes and how to load them (a value)
 *   └ LoadOutcome = Loaded(KernelProgram, log) | Rejected(errno, log)
 * KernelProgram   a loaded program: test-run, information, attach
 * </pre>
 *
 * A specification is a value; what the kernel made of it is {@link java.lang.AutoCloseable}.
 * Closing twice is harmless, use after close throws {@link io.bulwark.kernel.error.ResourceClosed},
 * and a close waits for calls of other threads that are under way.
 */
@NullMarked
package io.bulwark.kernel.load;

import org.jspecify.annotations.NullMarked;
