/**
 * What every way of running a program shares: the state of a run, helper functions, tail calls.
 *
 * <pre>
 * Executor ── run(r1, r2) ──▶ Body (interpreter or compiled program) ──▶ r0
 *                              │  uses Execution: memory, fuel, frames
 *                              └─ calls HelperTable: id → HelperFunction
 * </pre>
 *
 * <p>Limits of a run, the same for every body:
 *
 * <ul>
 *   <li><b>Frames</b>: {@link io.bulwark.vm.run.Execution#MAX_FRAMES} of 512 bytes; a gap that
 *       faults lies between frames.
 *   <li><b>Tail calls</b>: 33 succeed, later ones fall through, as in the kernel.
 *   <li><b>Fuel</b>: a jump backwards from instruction i to t costs i − t + 1; calling a function
 *       costs its span (first to last instruction), and so does a callback or a tail call; helper
 *       functions may charge for long work. Forward instructions are free, so that a run executes
 *       at most (fuel + span of the entry) instructions.
 * </ul>
 *
 * <p>A run allocates nothing unless it faults.
 */
@NullMarked
package io.bulwark.vm.run;

import org.jspecify.annotations.NullMarked;
