/**
 * Classic BPF (cBPF) as data: the language of seccomp and socket filters.
 *
 * <pre>
 * ClassicAssembler ─┐
 *                   ├─▶ ClassicCode ─▶ SeccompFilter    (what the kernel takes for seccomp)
 * bytes ─▶ decode ──┘     │    └────▶ ClassicDisassembler ─▶ text
 *                         └─ encode() ─▶ bytes
 *
 * ClassicCode        := ClassicInstruction{1..4096}  (checked as the kernel checks every filter)
 * ClassicInstruction := LoadPacket | LoadLength | LoadHeaderLength | LoadConstant
 *                     | LoadMemory | StoreMemory | Alu | Negate | CopyAToX | CopyXToA
 *                     | Jump | JumpIf | Return | ReturnA
 * ClassicOperand     := K int | X
 * </pre>
 *
 * <p>A filter has two 32-bit registers, the accumulator A and the index X, and 16 words of scratch
 * memory. All jumps go forward, so every filter ends. An instruction takes 8 bytes: {@code u16
 * code, u8 jt, u8 jf, u32 k}; written little-endian here.
 *
 * <p>Facts last compared with Linux 6.18 ({@code net/core/filter.c}, {@code kernel/seccomp.c}) by
 * attaching filters. Not here: running a filter ({@code io.bulwark.vm.cbpf}), making one from a
 * policy (the compiler).
 */
@NullMarked
package io.bulwark.bpf.cbpf;

import org.jspecify.annotations.NullMarked;
