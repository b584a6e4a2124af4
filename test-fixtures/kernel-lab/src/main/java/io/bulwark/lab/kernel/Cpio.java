package io.bulwark.lab.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the archive format that kernels unpack as their first file system.
 *
 * <p>Format: "newc", Documentation/driver-api/early-userspace/buffer-format.rst in the kernel. All
 * entries belong to root and have the time 0, so the same content gives the same bytes.
 */
final class Cpio {
  private static final int FOLDER = 0040755;
  private static final int PROGRAM = 0100755;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int inode = 1;

  Cpio folder(String name) {
    entry(name, FOLDER, new byte[0]);
    return this;
  }

  /** An executable file. */
  Cpio file(String name, byte[] content) {
    entry(name, PROGRAM, content);
    return this;
  }

  byte[] finish() {
    entry("TRAILER!!!", 0, new byte[0]);
    return out.toByteArray();
  }

  private void entry(String name, int mode, byte[] content) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    StringBuilder header = new StringBuilder("070701");
    int links = 1;
    int[] fields = {
      inode++, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, nameBytes.length + 1, 0
    };
    for (int field : fields) {
      header.append("%08x".formatted(field));
    }
    out.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(nameBytes);
    out.write(0);
    pad();
    out.writeBytes(content);
    pad();
  }

  private void pad() {
    while (out.size() % 4 != 0) {
      out.write(0);
    }
  }
}
