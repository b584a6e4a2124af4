/**
 * The eBPF instruction set (RFC 9669) as data: made by an assembler, read from bytes, printed.
 *
 * <pre>
 * Assembler, TextAssembler ─┐
 *                           ├─▶ Code ─▶ encode() ─▶ bytes
 * bytes ─▶ Decoder ─────────┘     └──▶ Disassembler ─▶ text
 *
 * Code        := Statement+                  (targets land on instructions; the end is not reached)
 * Statement   := Instruction Metadata
 * Metadata    := SourceLine? Reference? CoreRelocation?
 * Instruction := Alu | MoveSignExtended | Negate | Endian | LoadImm64 Constant
 *              | Load | Store | Atomic | LoadPacket
 *              | Jump | JumpIf | CallHelper | CallLocal | CallKfunc | CallRegister | Exit
 * Operand     := Reg Register | Imm int
 * Reference   := ToMap | ToVariable | ToFunction | ToExtern | ToKfunc
 * </pre>
 *
 * <p>Instructions have an index; the encoding counts slots of 8 bytes, of which {@code ld_imm64}
 * takes two. {@link io.bulwark.bpf.isa.Code} knows both. Metadata travels with the instruction, so
 * that relocations and policy lines cannot slip when code moves.
 *
 * <p>Not here: whether code is safe to run (the verifier of {@code enforcer/vm}), classic BPF.
 */
@NullMarked
package io.bulwark.bpf.isa;

import org.jspecify.annotations.NullMarked;
