package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Debian mirror that this machine installs from.
 *
 * @param uri for example {@code http://HOST/debian}
 */
public record AptMirror(String uri) {
  /** Where Debian installs the keys that all its suites are signed with. */
  private static final Path KEYS = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

  /** {@code deb [options] URI SUITE …} and {@code URIs: URI …}. */
  private static final Pattern SOURCE =
      Pattern.compile("^\\s*(?:deb(?:\\s+\\[[^]]*])?|URIs:)\\s+(\\S+).*", Pattern.CASE_INSENSITIVE);

  /**
   * The first archive of Debian itself among the machine's sources, or the one that the variable
   * {@code BULWARK_LAB_MIRROR} names.
   *
   * @throws LabUnavailable if there is none, as on other distributions
   */
  public static AptMirror ofMachine() {
    String chosen = System.getenv("BULWARK_LAB_MIRROR");
    if (chosen != null && !chosen.isBlank()) {
      return new AptMirror(chosen.strip());
    }
    return find(Path.of("/etc/apt"))
        .orElseThrow(() ->
            new LabUnavailable(
                "the package sources of this machine name no Debian mirror"
                    + " (set BULWARK_LAB_MIRROR to the address of one)"));
  }

  static Optional<AptMirror> find(Path apt) {
    return files(apt).stream()
        .flatMap(AptMirror::lines)
        .map(SOURCE::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1).replaceAll("/+$", ""))
        .filter(uri -> uri.endsWith("/debian"))
        .findFirst()
        .map(AptMirror::new);
  }

  /** The line of a source list for the main part of a suite. */
  String source(String suite) {
    String options = Files.exists(KEYS) ? "[arch=amd64 signed-by=" + KEYS + "]" : "[arch=amd64]";
    return "deb %s %s %s main%n".formatted(options, uri, suite);
  }

  private static List<Path> files(Path apt) {
    List<Path> files = new ArrayList<>();
    if (Files.isRegularFile(apt.resolve("sources.list"))) {
      files.add(apt.resolve("sources.list"));
    }
    Path parts = apt.resolve("sources.list.d");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> list = Files.list(parts)) {
        list.filter(file -> file.toString().matches(".*\\.(list|sources)"))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
