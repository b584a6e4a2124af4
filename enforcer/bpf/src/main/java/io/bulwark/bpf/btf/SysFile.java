package io.bulwark.bpf.btf;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads files of {@code /sys}, which hand out a page per system call. */
final class SysFile {
  /** Up to this size a stream reads into a buffer on the stack; for more it allocates each time. */
  private static final int CHUNK = 8192;

  private SysFile() {}

  static byte[] read(Path path) throws IOException {
    try (var in = new FileInputStream(path.toFile())) {
      // One byte more than the length, so that the end shows without growing.
      byte[] bytes = new byte[Math.toIntExact(path.toFile().length() + 1)];
      int length = 0;
      while (true) {
        int count = in.read(bytes, length, Math.min(CHUNK, bytes.length - length));
        if (count < 0) {
          return Arrays.copyOf(bytes, length);
        }
        length += count;
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * length);
        }
      }
    }
  }
}
