package io.bulwark.vm.verify.rules;

/**
 * How much work a verification may be.
 *
 * @param instructions followed on all paths together
 * @param pendingBranches that wait to be followed
 * @param findings after which it stops
 */
public record Limits(int instructions, int pendingBranches, int findings) {
  /** The kernel's limits (Linux 6.1: {@code kernel/bpf/verifier.c}), and 32 findings. */
  public static final Limits KERNEL = new Limits(1_000_000, 8_192, 32);
}
