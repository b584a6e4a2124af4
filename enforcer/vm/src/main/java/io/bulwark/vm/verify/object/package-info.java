/**
 * Whole objects → a verdict for each program.
 *
 * <pre>
 * BpfObject ─┬─ Joined        program and the functions it reaches, in one piece
 *            ├─ Surroundings  maps and variables as the verifier sees them; FrozenValues
 *            ├─ Signatures    what global functions take
 *            └─ SectionRules  section name + kernel types → what the program may do
 * Btf ───────── BtfKernelTypes
 *                    ▼
 *           ObjectVerifier ─▶ ProgramReport*
 * </pre>
 *
 * <p>CO-RE relocations are bound to the kernel's types first; what that kernel lacks is a finding.
 * Nothing here reads a running kernel: its types come as {@link io.bulwark.bpf.btf.Btf}.
 */
@NullMarked
package io.bulwark.vm.verify.object;

import org.jspecify.annotations.NullMarked;
