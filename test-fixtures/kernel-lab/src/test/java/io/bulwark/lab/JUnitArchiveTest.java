package io.bulwark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.lab.guest.StartupProbe;
import io.bulwark.lab.guest.TestRunner;
import io.bulwark.lab.host.Programs;
import io.bulwark.lab.kernel.Cache;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitArchiveTest {
  @TempDir Path folder;

  /** {@code -Xshare:on} ends a JVM that cannot use its archive. */
  @Test
  void aJvmTakesJUnitFromTheArchive() {
    List<Path> classPath = HostClassPath.with(List.of(TestRunner.class));
    JUnitArchive archive = JUnitArchive.of(new Cache(folder), classPath).orElseThrow();
    List<String> ordered = archive.order(classPath).stream().map(Path::toString).toList();

    String output =
        Programs.check(
            folder,
            Duration.ofMinutes(1),
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:on",
                "-XX:SharedArchiveFile=" + archive.file(),
                "-Xlog:class+load",
                "-cp",
                String.join(File.pathSeparator, ordered),
                TestRunner.class.getName(),
                folder.resolve("report").toString(),
                StartupProbe.class.getName()));

    List<String> junit = output.lines().filter(line -> line.contains("] org.junit.")).toList();
    long shared = junit.stream().filter(line -> line.contains("shared objects file")).count();
    assertThat(shared).isGreaterThan(junit.size() * 9 / 10).isGreaterThan(300);
  }
}
