/**
 * The compiler: a program becomes a hidden class, which HotSpot compiles to machine code.
 *
 * <pre>
 * Program ──▶ RegionPlan (per function: one method, or several) ──▶ ClassGenerator ──▶ Body
 *
 * function    := static long f(Execution, r1…r5, fp)       registers are JVM locals
 * region      := static int f_k(Execution, long[], entry)  registers in an array between regions
 * </pre>
 *
 * <ul>
 *   <li>HotSpot never compiles a method of more than 8,000 bytes, and stops inlining into large
 *       ones: {@link io.bulwark.vm.jit.RegionPlan} cuts long functions where few jumps cross.
 *   <li>Memory and helper functions are constants of the class ({@code classData}), so that checks
 *       and calls are inlined.
 *   <li>The line number table maps bytecode to instruction indexes; that is how a fault finds its
 *       place without costing anything ({@link io.bulwark.vm.fault.FaultSignal}).
 * </ul>
 *
 * <p>Equal to the interpreter, and tested: r0, memory, fuel left after a normal exit, and for a
 * fault its kind, its values, its place, and the memory at that moment. Not equal: the fuel that is
 * left when another fault ends a compiled loop.
 */
@NullMarked
package io.bulwark.vm.jit;

import org.jspecify.annotations.NullMarked;
