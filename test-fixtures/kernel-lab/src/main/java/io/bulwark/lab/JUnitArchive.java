package io.bulwark.lab;

import io.bulwark.lab.guest.StartupProbe;
import io.bulwark.lab.guest.TestRunner;
import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.host.Programs;
import io.bulwark.lab.kernel.Cache;
import io.bulwark.lab.kernel.Digest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * JUnit's classes in a class data archive of the JVM. Reading and checking them costs an emulated
 * processor more than small tests do: a class of three tests took 2.1 thousand million
 * instructions, and 1.3 with the archive (JDK 25, JUnit 6.1, kernel 6.1, {@link
 * io.bulwark.lab.machine.Clock#INSTRUCTIONS}).
 *
 * <p>A JVM takes an archive only if its class path begins with the jars that the archive was made
 * of, unchanged; else it ignores it. Folders cannot be in an archive.
 *
 * @param jars the beginning of the class path
 * @param file for {@code -XX:SharedArchiveFile}
 */
record JUnitArchive(List<Path> jars, Path file) {
  private static final Pattern JARS =
      Pattern.compile("(junit-|opentest4j-|apiguardian-|jspecify-|assertj-).*\\.jar");

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * The archive for a class path, made where it is not in the cache; none if the JVM makes none.
   */
  static Optional<JUnitArchive> of(Cache cache, List<Path> classPath) {
    List<Path> jars =
        classPath.stream()
            .filter(path -> JARS.matcher(path.getFileName().toString()).matches())
            .toList();
    try {
      String name = "junit-%s.jsa".formatted(Digest.of(identity(jars)));
      return Optional.of(new JUnitArchive(jars, cache.get(name, work -> make(jars, work))));
    } catch (LabFailure e) {
      System.err.println("lab: guests start slowly, " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A class path with the archive's jars first. */
  List<Path> order(List<Path> classPath) {
    return Stream.concat(jars.stream(), classPath.stream()).distinct().toList();
  }

  private static Path make(List<Path> jars, Path work) {
    Path list = work.resolve("classes");
    Path archive = work.resolve("archive");
    Programs.check(
        work,
        LIMIT,
        java(
            HostClassPath.with(List.of(TestRunner.class)),
            "-XX:DumpLoadedClassList=" + list,
            TestRunner.class.getName(),
            work.resolve("report").toString(),
            StartupProbe.class.getName()));
    Programs.check(
        work,
        LIMIT,
        java(
            jars,
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + archive));
    return archive;
  }

  private static List<String> java(List<Path> classPath, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    // A guest's JVM takes no archive of a JVM with other options than these.
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> identity(List<Path> jars) {
    List<String> identity = java(jars);
    identity.add(System.getProperty("java.vm.version"));
    for (Path jar : jars) {
      try {
        identity.add(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return identity;
  }
}
