package io.bulwark.bpf.btf;

import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;

/** Tests that read the types of the running kernel; skipped aloud where they are not readable. */
public final class HostKernel {
  private HostKernel() {}

  /** Skips {@code test} unless the kernel's BTF can be read. */
  public static void requireTypes(String test) {
    if (!Files.isReadable(Btf.VMLINUX)) {
      skip(test, Btf.VMLINUX + " is not readable");
    }
  }

  /** Skips the calling test and says so. */
  public static void skip(String test, String reason) {
    System.out.println("SKIPPED: " + test + ": " + reason);
    Assumptions.abort(reason);
  }
}
