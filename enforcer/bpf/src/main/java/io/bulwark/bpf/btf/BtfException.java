package io.bulwark.bpf.btf;

/**
 * Something is wrong with BTF: with bytes that were read, or with types that were to be written.
 */
public abstract sealed class BtfException extends RuntimeException
    permits BtfFormatException, BtfRuleException {
  private static final long serialVersionUID = 1L;

  BtfException(String message) {
    super(message);
  }
}
