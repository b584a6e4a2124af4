package io.bulwark.bpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other projects' tools as oracles; a test whose tool is missing is skipped aloud. */
public final class Tools {
  private Tools() {}

  /** What a command says, and how it ended. */
  public record Outcome(int status, String output, String errors) {}

  /** The standard output of a command that must succeed. */
  public static String run(String test, Path scratch, String... command)
      throws IOException, InterruptedException {
    Outcome outcome = tryRun(test, scratch, command);
    assertThat(outcome.status()).as("%s: %s", String.join(" ", command), outcome.errors()).isZero();
    return outcome.output();
  }

  /** Runs a command of at most a minute. */
  public static Outcome tryRun(String test, Path scratch, String... command)
      throws IOException, InterruptedException {
    String[] found = command.clone();
    found[0] = find(test, command[0]).toString();
    Path output = Files.createTempFile(scratch, "tool", ".out");
    Path errors = Files.createTempFile(scratch, "tool", ".err");
    Process process =
        new ProcessBuilder(found)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end within a minute: " + String.join(" ", command));
    }
    return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private static Path find(String test, String name) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                Stream.of("/usr/sbin", "/sbin"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      HostKernel.skip(test, "no `" + name + "` on this machine");
    }
    return found.orElseThrow();
  }
}
