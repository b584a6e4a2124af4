package io.bulwark.bpf.elf;

/** Bytes that are no ELF file of the kind this package reads. */
public final class ElfFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /** {@code problem} at byte {@code offset} of the file. */
  public ElfFormatException(long offset, String problem) {
    super("ELF, byte " + offset + ": " + problem);
    this.offset = offset;
  }

  /** Byte offset in the file. */
  public long offset() {
    return offset;
  }
}
