package io.bulwark.kernel;

import io.bulwark.kernel.load.Cgroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A cgroup of the test's own: programs under test act on processes in it and nothing else. */
public final class TestCgroup implements AutoCloseable {
  private final Path path;

  private TestCgroup(Path path) {
    this.path = path;
  }

  /** A new one, or the test is skipped aloud. */
  public static TestCgroup create(String name) {
    Path path = root().resolve("bulwark-test-" + name + "-" + ProcessHandle.current().pid());
    try {
      return new TestCgroup(Files.createDirectory(path));
    } catch (IOException e) {
      return HostKernel.skip("no cgroup can be made: " + e);
    }
  }

  private static Path root() {
    try {
      return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
          .map(line -> line.split(" "))
          .filter(fields -> fields[2].equals("cgroup2"))
          .map(fields -> Path.of(fields[1]))
          .findFirst()
          .orElseGet(() -> HostKernel.skip("no cgroup v2 tree is mounted"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its folder. */
  public Path path() {
    return path;
  }

  /** What {@code bpf_get_current_cgroup_id} says inside. */
  public long id() {
    try {
      return (long) Files.getAttribute(path, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Open as a place of attachment. */
  public Cgroup open() {
    return Cgroup.open(path);
  }

  /** Runs a shell command inside: its exit code. */
  public int run(String command) {
    String inside = "echo $$ > " + path.resolve("cgroup.procs") + " && " + command;
    try {
      Process process =
          new ProcessBuilder(List.of("/bin/bash", "-c", inside))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("`" + command + "` did not end");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    for (int i = 0; Files.exists(path) && i < 100; i++) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        pause(); // its last process is still going away
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
