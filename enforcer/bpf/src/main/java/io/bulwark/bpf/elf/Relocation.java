package io.bulwark.bpf.elf;

/**
 * A place in a section that depends on a symbol.
 *
 * @param offset byte offset in the section that changes
 * @param symbol index in the symbol table
 * @param type {@code R_BPF_*}
 */
public record Relocation(long offset, int symbol, int type) {
  /** A {@code ld_imm64}. */
  public static final int R_BPF_64_64 = 1;

  /** A call. */
  public static final int R_BPF_64_32 = 10;
}
