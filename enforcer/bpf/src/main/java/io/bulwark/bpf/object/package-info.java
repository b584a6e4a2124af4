/**
 * Object files: what a BPF object says, as data; its bytes, written and read.
 *
 * <pre>
 * ObjectBuilder ─▶ BpfObject ─▶ ObjectWriter ─▶ bytes ─▶ ObjectReader ─▶ BpfObject
 *
 * BpfObject   := license Function* MapSpec* DataSection* Extern* Btf
 * Function    := name section linkage Code       (section .text: subprogram; else what it attaches to)
 * MapSpec     := name MapDefinition              (BTF in .maps)
 * DataSection := name bytes Variable*            (.rodata, .data, .bss)
 * Extern      := name section weak               (.kconfig, .ksyms)
 * </pre>
 *
 * <p>References in code are names; relocations exist only in the file. Policy lines become {@code
 * line_info}, so that a kernel's verifier speaks of the YAML. The writer refuses what loaders would
 * take and run wrongly ({@code ObjectChecks}), and reads back what it wrote.
 *
 * <p>Formats: ELF for EM_BPF and the sections that libbpf 1.1 reads. Not here: anything that
 * depends on a running kernel ({@code enforcer/kernel}); legacy {@code maps} sections; struct_ops.
 */
@NullMarked
package io.bulwark.bpf.object;

import org.jspecify.annotations.NullMarked;
