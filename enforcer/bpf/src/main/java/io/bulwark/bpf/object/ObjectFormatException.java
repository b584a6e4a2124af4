package io.bulwark.bpf.object;

/** A well-formed ELF file that makes no sense as a BPF object. */
public final class ObjectFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String section;
  private final long offset;

  /** {@code problem} at byte {@code offset} of {@code section}. */
  public ObjectFormatException(String section, long offset, String problem) {
    super("section `" + section + "`, byte " + offset + ": " + problem);
    this.section = section;
    this.offset = offset;
  }

  /** Name of the section. */
  public String section() {
    return section;
  }

  /** Byte offset in the section. */
  public long offset() {
    return offset;
  }
}
