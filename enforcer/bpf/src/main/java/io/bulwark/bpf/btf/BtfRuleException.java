package io.bulwark.bpf.btf;

/** A type that was to be written breaks a rule of the format, the kernel or libbpf. */
public final class BtfRuleException extends BtfException {
  private static final long serialVersionUID = 1L;

  private final int id;

  /**
   * @param id the type's id, 0 where it concerns the table as a whole
   * @param subject the type as a person would call it, e.g. {@code struct file}
   * @param rule what is wrong, with the values
   */
  public BtfRuleException(int id, String subject, String rule) {
    super(id == 0 ? subject + ": " + rule : "type " + id + ", " + subject + ": " + rule);
    this.id = id;
  }

  /** The id of the type at fault, 0 where it concerns the table as a whole. */
  public int id() {
    return id;
  }
}
