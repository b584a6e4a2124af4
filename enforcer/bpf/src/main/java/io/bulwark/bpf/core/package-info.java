/**
 * CO-RE: what a program was compiled against → what the kernel (or a recorded trace) at hand has.
 *
 * <pre>
 * CoreRelocation + local Btf ─ AccessPath ─┐
 * Target = Btf (vmlinux), Btf* (modules) ──┴─ CoreResolver → Resolution
 *
 * Resolution = Value(local number, target number, width) | Poison(why) | Failure(problem, message)
 * Code + CoreResolver ─ Relocator → Relocated(Code, Need*)     Need says the policy line
 * </pre>
 *
 * A field, type or enumerator is looked for in every target type of the same kind and essential
 * name; all that have it must agree. The rules are those of libbpf's {@code relo_core.c}, last read
 * in 1.8, and compared in its effect with 1.1 (tests do that again); where we differ on purpose (a
 * number too big for its instruction is refused instead of cut) the place says so.
 *
 * <p>Damaged or hostile type tables end in {@link io.bulwark.bpf.core.Resolution.Failure}, after a
 * bounded number of steps. Nothing here knows a running kernel.
 */
@NullMarked
package io.bulwark.bpf.core;

import org.jspecify.annotations.NullMarked;
