package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.host.LabUnavailable;
import io.bulwark.lab.host.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One suite of a Debian mirror, read with package lists of our own: the machine's lists and its
 * installed packages are neither read nor changed, and no rights are needed.
 */
final class AptSuite {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final String name;
  private final Path work;
  private final List<String> options;

  /**
   * Downloads the lists of a suite.
   *
   * @throws LabUnavailable if the mirror cannot be reached or does not have the suite
   */
  AptSuite(AptMirror mirror, String name, Path work) {
    this.name = name;
    this.work = work;
    Programs.require("apt-get", "apt");
    try {
      for (String folder : List.of("lists/partial", "cache/archives/partial")) {
        Files.createDirectories(work.resolve(folder));
      }
      Files.writeString(work.resolve("sources.list"), mirror.source(name));
      Files.writeString(work.resolve("status"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.options = options(work);
    Programs.Ended ended = apt("apt-get", "update", "--error-on=any");
    if (ended.code() != 0) {
      throw new LabUnavailable(
          "the lists of the Debian suite `%s` cannot be downloaded: %s"
              .formatted(name, reason(ended.output())));
    }
  }

  private static List<String> options(Path work) {
    return Stream.of(
            "Dir::Etc::sourcelist=" + work.resolve("sources.list"),
            "Dir::Etc::sourceparts=-",
            "Dir::State::Lists=" + work.resolve("lists"),
            "Dir::State::status=" + work.resolve("status"),
            "Dir::Cache=" + work.resolve("cache"),
            "APT::Architecture=amd64",
            "APT::Architectures=amd64",
            "APT::Sandbox::User=root", // else apt drops to a user who may not write here
            "Acquire::Languages=none",
            "Acquire::Retries=3",
            "Acquire::http::Timeout=30")
        .flatMap(option -> Stream.of("-o", option))
        .toList();
  }

  /** The names a package depends on, without versions; the first of alternatives. */
  List<String> dependencies(String debianPackage) {
    Programs.Ended ended = apt("apt-cache", "show", "--no-all-versions", debianPackage);
    if (ended.code() != 0) {
      throw new LabUnavailable(
          "the Debian suite `%s` has no package `%s`".formatted(name, debianPackage));
    }
    return ended
        .output()
        .lines()
        .filter(line -> line.startsWith("Depends: "))
        .flatMap(line -> Stream.of(line.substring("Depends: ".length()).split(",")))
        .map(dependency -> dependency.strip().split("[ |:]", 2)[0])
        .toList();
  }

  /** Downloads packages, checked against the signed lists, and returns their files. */
  List<Path> download(List<String> debianPackages) {
    List<String> arguments = new ArrayList<>(List.of("download"));
    arguments.addAll(debianPackages);
    Programs.Ended ended = apt("apt-get", arguments.toArray(String[]::new));
    if (ended.code() != 0) {
      throw new LabUnavailable(
          "%s cannot be downloaded: %s"
              .formatted(String.join(", ", debianPackages), reason(ended.output())));
    }
    try (Stream<Path> files = Files.list(work)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
      if (found.size() != debianPackages.size()) {
        throw new LabFailure("apt downloaded %s for %s".formatted(found, debianPackages));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Programs.Ended apt(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Programs.require(program, "apt").toString());
    command.addAll(options);
    command.addAll(List.of(arguments));
    return Programs.run(work, LIMIT, command);
  }

  /** Why apt failed; of what it prints, the lines that begin with E say it best. */
  private static String reason(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("E: "))
        .map(line -> line.substring("E: ".length()))
        .findFirst()
        .orElse(output.strip());
  }
}
