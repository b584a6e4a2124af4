package io.bulwark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code config_files}: further files, and folders of them, that are merged into the configuration
 * in order. As upstream, a path that does not exist is passed over and files cannot name more.
 */
final class FalcoConfigFiles {
  private static final String KEY = "config_files";

  /** What happens to keys that both have. */
  enum Strategy {
    /** Lists grow, everything else is replaced. */
    APPEND,
    OVERRIDE,
    ADD_ONLY
  }

  private FalcoConfigFiles() {}

  /** Whether an option sets the list itself, so that it counts before files are merged. */
  static boolean isMeant(String option) {
    return option.startsWith(KEY + "=") || option.startsWith(KEY + "[");
  }

  /**
   * Merges what {@code tree} names into it.
   *
   * @param main the file it was read from
   */
  static void merge(String main, ConfigTree tree) {
    for (Object item : tree.list(KEY)) {
      String path = item instanceof Map<?, ?> map ? map.get("path") + "" : item + "";
      if (path.equals(main)) {
        throw new FalcoFault(
            "Config error: '" + KEY + "' directive tried to include main config file: " + main);
      }
      for (String file : files(path)) {
        ConfigTree part = FalcoConfig.parse(file);
        if (part.get(KEY).isPresent()) {
          throw new FalcoFault(
              "Config error: '" + KEY + "' directive in included config file " + file);
        }
        tree.merge(part, strategy(item));
      }
    }
  }

  private static Strategy strategy(Object item) {
    Object word = item instanceof Map<?, ?> map ? map.get("strategy") : null;
    return switch (word == null ? "append" : word.toString()) {
      case "append" -> Strategy.APPEND;
      case "override" -> Strategy.OVERRIDE;
      case "add-only" -> Strategy.ADD_ONLY;
      default ->
          throw new FalcoFault(
              "Config error: strategy `" + word + "` is none of append, override, add-only");
    };
  }

  private static List<String> files(String name) {
    Path path = RuleFiles.path(name);
    if (!Files.isDirectory(path)) {
      return Files.isRegularFile(path) ? List.of(name) : List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new FalcoFault("cannot read configuration folder " + name);
    }
  }
}
