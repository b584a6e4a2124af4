package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabUnavailable;
import io.bulwark.lab.host.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Downloads the packages of a kernel and unpacks them. */
final class KernelPackages {
  private static final String META = "linux-image-amd64";

  /** Newer kernels have vmlinuz, modules and the list of built-in ones in packages of their own. */
  private static final Pattern WANTED =
      Pattern.compile("linux-(image|base|binary|modules)-[0-9].*");

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private KernelPackages() {}

  /**
   * Unpacks the newest packages of a kernel series.
   *
   * @param work an empty folder
   * @return a folder in it that holds the packages' files
   */
  static Path unpack(AptMirror mirror, Kernel kernel, Path work) {
    try {
      Path root = Files.createDirectories(work.resolve("root"));
      for (Path file : download(mirror, kernel, work)) {
        Programs.check(
            work,
            LIMIT,
            List.of(
                Programs.require("dpkg-deb", "dpkg").toString(),
                "-x",
                file.toString(),
                root.toString()));
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> download(AptMirror mirror, Kernel kernel, Path work) {
    LabUnavailable last = null;
    for (String suite : kernel.suites()) {
      try {
        AptSuite apt = new AptSuite(mirror, suite, work.resolve(suite));
        return apt.download(List.copyOf(closure(apt, kernel, suite)));
      } catch (LabUnavailable e) {
        last = e;
      }
    }
    throw last != null ? last : new LabUnavailable("no suite is known for " + kernel);
  }

  private static Set<String> closure(AptSuite apt, Kernel kernel, String suite) {
    Set<String> closure = new LinkedHashSet<>();
    Deque<String> todo = new ArrayDeque<>(List.of(META));
    while (!todo.isEmpty()) {
      for (String name : apt.dependencies(todo.remove())) {
        if (WANTED.matcher(name).matches() && closure.add(name)) {
          todo.add(name);
        }
      }
    }
    // Suites move on: what was 7.3 in backports becomes 7.4.
    if (closure.stream().noneMatch(name -> name.contains("-" + kernel.series() + "."))) {
      throw new LabUnavailable(
          "the Debian suite `%s` no longer has a kernel %s, but %s"
              .formatted(suite, kernel.series(), closure));
    }
    return closure;
  }
}
