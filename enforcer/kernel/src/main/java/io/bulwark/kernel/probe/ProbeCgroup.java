package io.bulwark.kernel.probe;

import io.bulwark.kernel.load.Cgroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A cgroup made for probes, and short shell commands that run in it. */
final class ProbeCgroup implements AutoCloseable {
  private final Path path;

  private ProbeCgroup(Path path) {
    this.path = path;
  }

  /** A new one under the root of the v2 tree; empty where that is not possible. */
  static Optional<ProbeCgroup> create() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
        String[] fields = line.split(" ");
        if (fields.length > 2 && fields[2].equals("cgroup2")) {
          Path path = Path.of(fields[1], "bulwark-doctor-" + ProcessHandle.current().pid());
          return Optional.of(new ProbeCgroup(Files.createDirectory(path)));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What programs see as the current cgroup's id. */
  long id() {
    try {
      return (long) Files.getAttribute(path, "unix:ino");
    } catch (IOException e) {
      return 0; // of no cgroup: programs then do nothing
    }
  }

  Cgroup open() {
    return Cgroup.open(path);
  }

  /** Whether a command succeeds inside; empty if it could not be run. */
  Optional<Boolean> run(String shell, String command) {
    String inside = "echo $$ > " + path.resolve("cgroup.procs") + " || exit 99; " + command;
    try {
      Process process =
          new ProcessBuilder(List.of(shell, "-c", inside))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 99 ? Optional.empty() : Optional.of(process.exitValue() == 0);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** A cgroup with a process in it that is still going away cannot be removed for a moment. */
  @Override
  public void close() {
    for (int i = 0; i < 100; i++) {
      try {
        Files.deleteIfExists(path);
        return;
      } catch (IOException e) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
