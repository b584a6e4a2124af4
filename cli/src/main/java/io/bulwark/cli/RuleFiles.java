package io.bulwark.cli;

import io.bulwark.policy.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the rule files that a command line names. */
final class RuleFiles {

  private static final long LIMIT = 64L << 20;

  private RuleFiles() {}

  /**
   * The files in the order given; of a folder, its {@code .yaml} and {@code .yml} files by name.
   */
  static List<PolicyFile> read(List<String> paths) {
    List<PolicyFile> files = new ArrayList<>();
    for (String path : paths) {
      expand(path).forEach(file -> files.add(readFile(file)));
    }
    return files;
  }

  private static List<String> expand(String text) {
    Path path = path(text);
    if (!Files.isDirectory(path)) {
      return List.of(text);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
          .map(Path::toString)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable("rule folder", text, e);
    }
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UserFault("`" + text + "` cannot be a path", "check the spelling");
    }
  }

  private static PolicyFile readFile(String name) {
    Path path = path(name);
    try {
      if (Files.size(path) > LIMIT) {
        throw new UserFault(
            "rule file `" + name + "` is larger than " + (LIMIT >> 20) + " MiB",
            "is it a rule file at all? captures are the last arguments of `bulwark replay`");
      }
      return new PolicyFile(name, Files.readAllBytes(path));
    } catch (IOException e) {
      throw unreadable("rule file", name, e);
    }
  }

  /** One sentence for a file that does not open. */
  static UserFault unreadable(String what, String name, Exception reason) {
    String because =
        reason instanceof NoSuchFileException
            ? "there is no such file"
            : reason instanceof AccessDeniedException
                ? "permission denied"
                : Files.isDirectory(path(name)) ? "it is a folder" : reason.getMessage();
    return new UserFault(
        "cannot read " + what + " `" + name + "`: " + because,
        "check the path and its permissions");
  }

  /** The lines of each file, for code frames. */
  static Map<String, List<String>> lines(List<PolicyFile> files) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (PolicyFile file : files) {
      String text = new String(file.content(), StandardCharsets.UTF_8);
      lines.put(file.name(), text.lines().toList());
    }
    return lines;
  }
}
