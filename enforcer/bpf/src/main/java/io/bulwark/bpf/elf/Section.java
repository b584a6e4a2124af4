package io.bulwark.bpf.elf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One section.
 *
 * @param type {@code SHT_*}
 * @param flags {@code SHF_*}
 * @param link index of a related section (for symbols: their strings; for relocations: the symbols)
 * @param info for relocations the index of the section they change; for symbols the first global
 * @param alignment a power of two, or 0
 * @param entrySize of tables, else 0
 * @param content the bytes; empty for {@link #NOBITS}
 * @param size of {@code content}, or of the memory that {@link #NOBITS} stands for
 */
public record Section(
    String name,
    int type,
    long flags,
    int link,
    int info,
    long alignment,
    long entrySize,
    byte[] content,
    long size) {
  /** Nothing: the first section of every file. */
  public static final int NULL = 0;

  /** Bytes of the program. */
  public static final int PROGBITS = 1;

  /** The symbol table. */
  public static final int SYMTAB = 2;

  /** Strings. */
  public static final int STRTAB = 3;

  /** Zeros that take no room in the file. */
  public static final int NOBITS = 8;

  /** Relocations without addends. */
  public static final int REL = 9;

  /** Writable in memory. */
  public static final long WRITE = 1;

  /** Takes memory. */
  public static final long ALLOC = 2;

  /** Code. */
  public static final long EXECINSTR = 4;

  /** A section that is nothing but bytes. */
  public static Section bytes(String name, long flags, long alignment, byte[] content) {
    return new Section(name, PROGBITS, flags, 0, 0, alignment, 0, content, content.length);
  }

  /** {@code size} zeros. */
  public static Section zeros(String name, long flags, long alignment, long size) {
    return new Section(name, NOBITS, flags, 0, 0, alignment, 0, new byte[0], size);
  }

  /** Whether it holds instructions. */
  public boolean isCode() {
    return type == PROGBITS && (flags & EXECINSTR) != 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other
            instanceof
            Section(
                String itsName,
                int itsType,
                long itsFlags,
                int itsLink,
                int itsInfo,
                long itsAlignment,
                long itsEntrySize,
                byte[] itsContent,
                long itsSize)
        && name.equals(itsName)
        && type == itsType
        && flags == itsFlags
        && link == itsLink
        && info == itsInfo
        && alignment == itsAlignment
        && entrySize == itsEntrySize
        && size == itsSize
        && Arrays.equals(content, itsContent);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "section " + name + ", " + size + " bytes";
  }
}
