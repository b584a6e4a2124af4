/**
 * A userspace verifier for BPF programs: would a kernel take this one, and is it safe to run?
 *
 * <pre>
 * Candidate ── Verifier ──▶ Verdict = Accepted VerifiedProgram | Refused Finding+
 * (rules)        │                                                  (finding)
 *                ├─ flow      shape of the code, functions, joins, live registers
 *                ├─ explore   every path, one instruction at a time
 *                │    ├─ state    registers, stack, frames, references
 *                │    └─ domain   tristate numbers and intervals
 *                └─ helper    prototypes of functions
 * </pre>
 *
 * <p><b>What it does.</b> Follows all paths with what is known of every register and stack byte:
 * initialization, pointer kinds, null tests, bounds, reserved ring records, calls, results,
 * termination. It prunes at joins where an earlier, finished state covers the new one.
 *
 * <p><b>Against the kernel.</b> A pre-check: it means to accept nothing that the kernel refuses,
 * and refuses more. Refused here, accepted by a kernel with a privileged loader: reads of stack
 * that was never written (also by atomics and as a key), kernel addresses that reach memory, maps,
 * functions or the result, pointer differences and comparisons. Not followed: packet memory, kernel
 * functions by BTF id, dynptrs, iterators, spin locks, timers, arenas, exceptions, stack at
 * variable offsets, legacy packet loads, tail calls in functions. Precision is that of Linux 6.1:
 * comparison of two variables, division, negation and byte swaps tell nothing. Values of the stack
 * count in comparisons of states even where they are dead, numbers even where their value does not
 * matter (the kernel tracks precision): more work, never less.
 *
 * <p><b>Limits.</b> The kernel's: a million instructions on all paths, 8,192 pending branches, 8
 * frames, 512 bytes of stack with frames rounded to 32.
 *
 * <p><b>Last compared</b> with Linux 6.18 by real loads; see the differential test in {@code
 * test-fixtures/bpf-conformance} for the numbers.
 */
@NullMarked
package io.bulwark.vm.verify;

import org.jspecify.annotations.NullMarked;
