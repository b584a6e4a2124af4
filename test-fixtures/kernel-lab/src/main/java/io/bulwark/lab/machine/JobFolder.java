package io.bulwark.lab.machine;

import io.bulwark.lab.kernel.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that host and guest share for one run; see the package's description. */
public final class JobFolder implements AutoCloseable {
  /** Where the folder is in the guest. */
  public static final String IN_GUEST = "/run/bulwark-lab";

  private final Path path;

  private JobFolder(Path path) {
    this.path = path;
  }

  /** A folder with the job {@code script}, in the host's folder for temporary files. */
  public static JobFolder create(String script) {
    try {
      JobFolder folder = new JobFolder(Files.createTempDirectory("bulwark-lab"));
      folder.write("job.sh", script);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return path;
  }

  public void write(String name, String content) {
    try {
      Files.writeString(path.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /** The content of a file, or nothing if the guest did not come to write it. */
  public Optional<String> read(String name) {
    Path file = path.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      // A job may write any bytes.
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Cache.deleteTree(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
