package io.bulwark.bpf.isa;

/** An assembler was asked for something that is no code. */
public final class AssemblyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code message} names the label or line. */
  public AssemblyException(String message) {
    super(message);
  }
}
