package io.bulwark.lab.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies what is added to a file that may not exist yet. */
final class OutputTail implements AutoCloseable {
  private final Path file;
  private final OutputStream to;

  /** Null until the file exists. */
  private @Nullable InputStream in;

  OutputTail(Path file, OutputStream to) {
    this.file = file;
    this.to = to;
  }

  /** Copies what is new. */
  void copy() throws IOException {
    if (in == null && Files.exists(file)) {
      in = Files.newInputStream(file);
    }
    if (in != null && in.transferTo(to) > 0) {
      to.flush();
    }
  }

  /** Copies what is left. */
  @Override
  public void close() throws IOException {
    copy();
    if (in != null) {
      in.close();
    }
  }
}
