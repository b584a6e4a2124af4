package io.bulwark.bpf.object;

/**
 * Something that the kernel defines: a configuration value, a variable, a function.
 *
 * @param section {@link #KCONFIG} or {@link #KSYMS}
 * @param weak whether a kernel without it is fine; its address is then 0
 */
public record Extern(String name, String section, boolean weak) {
  /** Values of the kernel's configuration, and {@code LINUX_KERNEL_VERSION}. */
  public static final String KCONFIG = ".kconfig";

  /** Kernel variables and functions. */
  public static final String KSYMS = ".ksyms";
}
