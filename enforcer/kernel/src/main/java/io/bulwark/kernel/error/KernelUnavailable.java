package io.bulwark.kernel.error;

import org.jspecify.annotations.Nullable;

/** Nothing can be loaded from this process: no Linux, no usable libbpf, or no native access. */
public final class KernelUnavailable extends KernelException {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what is missing and what to install or enable. */
  public KernelUnavailable(String sentence) {
    super(sentence, null);
  }

  /** The same, with the failure that showed it. */
  public KernelUnavailable(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
