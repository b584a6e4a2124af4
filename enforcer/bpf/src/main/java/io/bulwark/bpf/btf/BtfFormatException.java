package io.bulwark.bpf.btf;

/** Bytes that are no BTF, or types in them that make no sense. */
public final class BtfFormatException extends BtfException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset the byte, from the start of the BTF (or extension) data, where the fault shows
   * @param reason what is wrong there, without the offset
   */
  public BtfFormatException(long offset, String reason) {
    super(reason + " at byte " + offset);
    this.offset = offset;
  }

  /** The byte, from the start of the data, where the fault shows. */
  public long offset() {
    return offset;
  }
}
