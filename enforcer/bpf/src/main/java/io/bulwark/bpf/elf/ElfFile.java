package io.bulwark.bpf.elf;

import java.util.List;

/**
 * A relocatable little-endian 64-bit ELF file for the BPF machine, without program headers.
 *
 * @param sections all of them, with the null section at index 0; string, symbol and relocation
 *     sections included
 * @param symbols of the only symbol table, with the null symbol at index 0; empty if there is none
 */
public record ElfFile(List<Section> sections, List<Symbol> symbols) {
  /** {@code EM_BPF}. */
  public static final int MACHINE_BPF = 247;

  public ElfFile {
    sections = List.copyOf(sections);
    symbols = List.copyOf(symbols);
  }

  /** The index of the first section with this name, or -1. */
  public int indexOf(String name) {
    for (int index = 1; index < sections.size(); index++) {
      if (sections.get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }
}
