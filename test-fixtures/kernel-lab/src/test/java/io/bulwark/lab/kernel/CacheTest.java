package io.bulwark.lab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.lab.host.LabFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CacheTest {
  @TempDir Path root;

  @Test
  void whatFailsLeavesNothing() {
    Cache cache = new Cache(root);
    assertThatThrownBy(() ->
            cache.get(
                "a",
                work -> {
                  write(work.resolve("half"), "half");
                  throw new LabFailure("no more");
                }))
        .hasMessage("no more");

    assertThat(root.resolve("a")).doesNotExist();
    assertThat(root.resolve("a.part")).doesNotExist();
    assertThat(cache.get("a", work -> write(work.resolve("whole"), "whole"))).hasContent("whole");
  }

  @Test
  void whatAProcessLeftWhenItDiedIsNotUsed() throws IOException {
    Files.createDirectories(root.resolve("a.part/image"));
    Files.writeString(root.resolve("a.part/image/vmlinuz"), "half");
    Files.writeString(root.resolve("a.lock"), "");

    Path made =
        new Cache(root)
            .get(
                "a",
                work -> {
                  assertThat(work).isEmptyDirectory();
                  return write(work.resolve("x"), "whole");
                });

    assertThat(made).hasContent("whole");
  }

  @Test
  void threadsMakeAThingOnce() throws Exception {
    List<Future<Path>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> new Cache(root).get("a", work -> slowly(root, work))));
      }
    }
    for (Future<Path> path : all) {
      assertThat(path.get()).hasContent("made");
    }
    assertThat(root.resolve("log")).hasContent("made\n");
  }

  @Test
  void processesMakeAThingOnce() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-cp",
                  String.join(File.pathSeparator, "target/classes", "target/test-classes"),
                  Maker.class.getName(),
                  root.toString())
              .inheritIO()
              .start());
    }
    for (Process process : all) {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(root.resolve("log")).hasContent("made\n");
  }

  /** One of several processes. */
  static final class Maker {
    private Maker() {}

    public static void main(String[] args) throws IOException {
      Path root = Path.of(args[0]);
      Path made = new Cache(root).get("a", work -> slowly(root, work));
      System.exit(Files.readString(made).equals("made") ? 0 : 1);
    }
  }

  private static Path slowly(Path root, Path work) {
    try {
      Thread.sleep(300);
      Files.writeString(
          root.resolve("log"), "made\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return write(work.resolve("thing"), "made");
  }

  private static Path write(Path file, String content) {
    try {
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
