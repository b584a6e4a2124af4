/**
 * A BPF machine on the JVM: the bytecode that a kernel would run, on memory that it cannot leave.
 *
 * <pre>
 * memory ◀── program ◀── run ◀── interp, jit ◀── Machine
 *              │           └──── helper, map (what programs call and keep)
 *              └──────────────── verify (would a kernel take it?)
 * </pre>
 *
 * <p>{@link io.bulwark.vm.Machine} is the way in. A run returns r0 or throws {@link
 * io.bulwark.vm.fault.MachineFault}, which knows the instruction and the policy's line; a hostile
 * program can do nothing else. See {@link io.bulwark.vm.run} for the limits of a run.
 */
@NullMarked
package io.bulwark.vm;

import org.jspecify.annotations.NullMarked;
