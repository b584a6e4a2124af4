package io.bulwark.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.fixtures.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as users start it: a real process over what the build packaged. */
class LauncherTest {

  private static final Path ROOT = Upstream.fixtures().resolve("..").toAbsolutePath().normalize();
  private static final Path DISTRIBUTION = ROOT.resolve("cli/target/bulwark");

  private record Result(int code, String out, String err) {}

  @BeforeAll
  static void packaged() {
    if (!Files.exists(DISTRIBUTION.resolve("classpath"))) {
      String reason = "no packaged distribution; `mvn verify` makes one";
      System.out.println("SKIPPED: " + reason);
      Assumptions.abort(reason);
    }
  }

  private static Result run(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("bulwark", ".out");
    Path err = Files.createTempFile("bulwark", ".err");
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("bulwark").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("BULWARK_NO_BUILD", "1");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int code = builder.start().waitFor();
    Result result =
        new Result(
            code,
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  @Test
  void theCacheFitsWhatTheLauncherStarts() throws IOException, InterruptedException {
    if (!Files.exists(DISTRIBUTION.resolve("bulwark.aot"))) {
      String reason = "no start-up cache: see " + DISTRIBUTION.resolve("training.log");
      System.out.println("SKIPPED: " + reason);
      Assumptions.abort(reason);
    }
    Path log = Files.createTempFile("classes", ".txt");
    Result result = run(Map.of("BULWARK_JAVA_OPTS", "-Xlog:class+load:file=" + log), "version");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("bulwark ");
    assertThat(fromCache(log, "io.bulwark.cli.Main")).isTrue();
    assertThat(fromCache(log, "picocli.CommandLine")).isTrue();
    Files.delete(log);
  }

  private static boolean fromCache(Path log, String name) throws IOException {
    return Files.readAllLines(log).stream()
        .anyMatch(l -> l.contains(" " + name + " source: shared objects file"));
  }

  /** So the test above can fail. */
  @Test
  void withoutTheCacheNothingComesFromIt() throws IOException, InterruptedException {
    String classPath = Files.readString(DISTRIBUTION.resolve("classpath")).strip();
    String java = Files.readString(DISTRIBUTION.resolve("java")).strip() + "/bin/java";
    Path log = Files.createTempFile("classes", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:+UseSerialGC",
            "-Xlog:class+load:file=" + log,
            "-cp",
            classPath,
            "io.bulwark.cli.Main",
            "version");
    builder.directory(DISTRIBUTION.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    assertThat(fromCache(log, "io.bulwark.cli.Main")).isFalse();
    Files.delete(log);
  }

  @Test
  void nothingToDoIsAWrongCall() throws IOException, InterruptedException {
    Result result = run(Map.of());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("bulwark: name a command\nUsage: bulwark ");
  }

  @Test
  void startsThroughALinkFromElsewhere() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bulwark");
    Path link = Files.createSymbolicLink(folder.resolve("bw"), ROOT.resolve("bulwark"));
    ProcessBuilder builder = new ProcessBuilder(link.toString(), "version");
    builder.environment().put("BULWARK_NO_BUILD", "1");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(text).startsWith("bulwark ");
    Files.delete(link);
    Files.delete(folder);
  }

  /** On a terminal a long replay shows how far it is; where errors go to a file it does not. */
  @Test
  void aLongReplayShowsItsProgressOnATerminal(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path script = Path.of("/usr/bin/script");
    if (!Files.isExecutable(script)) {
      String reason = "no `script`, which makes a terminal";
      System.out.println("SKIPPED: LauncherTest progress: " + reason);
      Assumptions.abort(reason);
    }
    Path capture = SlowReplay.capture(folder);
    Path rules = SlowReplay.rules(folder);
    String call = ROOT.resolve("bulwark") + " replay --rules " + rules + " " + capture;
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), "-qec", call, "/dev/null").redirectErrorStream(true);
    builder.environment().put("BULWARK_NO_BUILD", "1");
    builder.environment().put("TERM", "xterm");
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(shown).isZero();
    assertThat(shown).containsPattern("\\rreplay +\\d+%[^\\r]* MB").contains(" events in ");

    Result redirected = run(Map.of(), "replay", "--rules", rules + "", capture + "");
    assertThat(redirected.code()).isZero();
    assertThat(redirected.err()).contains(" events in ").doesNotContain("\r", "%");
  }

  /** Loads for real, so the answer depends on the host; that there is one does not. */
  @Test
  void doctorSaysWhatThisKernelCanDo() throws IOException, InterruptedException {
    Result json = run(Map.of(), "doctor", "--json");
    if (json.code() == 2) {
      System.out.println(
          "SKIPPED: LauncherTest, doctor: " + json.err().lines().findFirst().orElse(""));
      assertThat(json.err()).contains("= hint: ");
      Assumptions.abort(json.err());
    }
    assertThat(json.code()).isZero();
    assertThat(json.out())
        .startsWith("{\"kernel\":\"" + System.getProperty("os.version") + "\"")
        .contains("\"name\":\"lsm/file_open\"", "\"outcome\":\"");
    Result table = run(Map.of(), "doctor");
    assertThat(table.out()).contains("deny seen", "lsm/file_open");
    assertThat(table.err()).isEmpty();
  }
}
