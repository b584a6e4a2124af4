/**
 * ELF, as far as BPF objects use it: relocatable, 64 bits, little-endian, no program headers.
 *
 * <pre>
 * bytes ─▶ ElfReader ─▶ ElfFile ;  sections, symbols, relocations ─▶ ElfWriter ─▶ bytes
 *
 * ElfFile    := Section+ Symbol*          (both start with the null entry)
 * Section    := name type flags link info alignment entry-size content
 * Symbol     := name value size kind binding section
 * Relocation := offset symbol type        (of a section of type REL)
 * </pre>
 *
 * <p>The reader trusts nothing: an offset, count or index that leads out of the file is an {@link
 * io.bulwark.bpf.elf.ElfFormatException} with its place. Not here: what the sections mean ({@code
 * object}).
 */
@NullMarked
package io.bulwark.bpf.elf;

import org.jspecify.annotations.NullMarked;
