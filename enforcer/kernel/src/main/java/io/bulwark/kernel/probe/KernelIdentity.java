package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.Libbpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which kernel this is.
 *
 * @param release as {@code uname -r} says
 * @param architecture as Java names it
 * @param securityModules the active ones, in order, as securityfs lists them; empty if unknown
 * @param typeInformation whether the kernel publishes its types (BTF)
 * @param compiler value of {@code bpf_jit_enable}; empty if unknown
 * @param libbpf the library's version
 */
public record KernelIdentity(
    String release,
    String architecture,
    String securityModules,
    boolean typeInformation,
    String compiler,
    String libbpf) {
  /** The running kernel. */
  static KernelIdentity current(Libbpf libbpf) {
    return new KernelIdentity(
        read("/proc/sys/kernel/osrelease"),
        System.getProperty("os.arch", ""),
        read("/sys/kernel/security/lsm"),
        Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")),
        read("/proc/sys/net/core/bpf_jit_enable"),
        libbpf.version().toString());
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
