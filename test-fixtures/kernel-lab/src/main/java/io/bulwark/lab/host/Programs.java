package io.bulwark.lab.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the host: where they are, and how they are run to their end. */
public final class Programs {
  /** Searched after {@code PATH}, which holds no system folders for ordinary users on Debian. */
  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin");

  private Programs() {}

  /** What a program that ended has left: its exit code, and both its outputs in one text. */
  public record Ended(int code, String output) {}

  /** Where the program {@code name} is. */
  public static Optional<Path> find(String name) {
    String[] path = System.getenv().getOrDefault("PATH", "").split(":");
    return Stream.concat(Stream.of(path), SYSTEM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The program {@code name} of the Debian package {@code debianPackage}.
   *
   * @throws LabUnavailable if it is not installed
   */
  public static Path require(String name, String debianPackage) {
    return find(name)
        .orElseThrow(() ->
            new LabUnavailable(
                "`%s` is not installed (Debian package `%s`)".formatted(name, debianPackage)));
  }

  /**
   * Runs a command to its end.
   *
   * @param directory where it runs, and where its output is kept meanwhile
   * @throws LabFailure if it takes longer than {@code limit} or cannot be started
   */
  public static Ended run(Path directory, Duration limit, List<String> command) {
    try {
      Path output = Files.createTempFile(directory, ".output", "");
      try {
        return run(directory, output, limit, command);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that has to succeed, and returns its output. */
  public static String check(Path directory, Duration limit, List<String> command) {
    Ended ended = run(directory, limit, command);
    if (ended.code() != 0) {
      throw new LabFailure(
          "`%s` ended with %d: %s"
              .formatted(String.join(" ", command), ended.code(), ended.output().strip()));
    }
    return ended.output();
  }

  private static Ended run(Path directory, Path output, Duration limit, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    // The outputs of some of the programs are parsed.
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new LabFailure(
            "`%s` did not end within %d s".formatted(String.join(" ", command), limit.toSeconds()));
      }
      return new Ended(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while `%s` ran".formatted(command.getFirst()));
    } finally {
      stop(process);
    }
  }

  /** Ends a process and what it started. */
  public static void stop(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
