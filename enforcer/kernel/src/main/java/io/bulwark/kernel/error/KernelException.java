package io.bulwark.kernel.error;

import org.jspecify.annotations.Nullable;

/** The root of all failures at the kernel's door. */
public abstract sealed class KernelException extends RuntimeException
    permits KernelUnavailable,
        PermissionDenied,
        UnsupportedFeature,
        KernelRejectedProgram,
        ObjectRefused,
        KernelCallFailed,
        ResourceClosed,
        RingCorrupted {
  private static final long serialVersionUID = 1L;

  KernelException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
