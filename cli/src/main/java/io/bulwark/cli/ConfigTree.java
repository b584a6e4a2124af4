package io.bulwark.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A configuration as a tree of maps, lists and scalars, addressed as Falco addresses it: {@code
 * a.b}, {@code a.list[1]}, {@code a.list[]} for a new element, {@code \.} for a dot in a key.
 */
final class ConfigTree {

  private static final int LIST_LIMIT = 10_000;
  private static final int ALIAS_LIMIT = 50;

  private final Map<String, @Nullable Object> root;

  private ConfigTree(Map<String, @Nullable Object> root) {
    this.root = root;
  }

  static ConfigTree empty() {
    return new ConfigTree(new LinkedHashMap<>());
  }

  /**
   * Reads YAML.
   *
   * @throws FalcoFault if it is not a map
   */
  static ConfigTree parse(String name, String yaml) {
    Object value = yaml(name, yaml);
    ConfigTree tree = empty();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> tree.root.put(String.valueOf(key), child));
    } else if (value != null) {
      throw new FalcoFault("the configuration " + name + " is not a map of keys and values");
    }
    return tree;
  }

  private static @Nullable Object yaml(String name, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIAS_LIMIT);
    options.setAllowDuplicateKeys(true);
    try {
      return new Yaml(new SafeConstructor(options)).load(text);
    } catch (YAMLException e) {
      String message = String.valueOf(e.getMessage());
      throw new FalcoFault("cannot parse " + name + ": " + message.replace('\n', ' ').strip());
    }
  }

  /** Top-level keys. */
  List<String> keys() {
    return List.copyOf(root.keySet());
  }

  /** The value at a path of plain keys. */
  Optional<Object> get(String path) {
    Object node = root;
    for (String key : path.split("\\.")) {
      node = node instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return Optional.ofNullable(node);
  }

  String text(String path, String fallback) {
    return get(path).map(String::valueOf).orElse(fallback);
  }

  boolean flag(String path, boolean fallback) {
    return get(path).map(value -> isTrue(path, String.valueOf(value))).orElse(fallback);
  }

  private static boolean isTrue(String path, String value) {
    return switch (value.toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes", "on", "y" -> true;
      case "false", "no", "off", "n" -> false;
      default -> throw new FalcoFault("`" + path + "` must be true or false, not `" + value + "`");
    };
  }

  /** The elements of a list; a scalar is a list of one. */
  List<Object> list(String path) {
    Object value = get(path).orElse(List.of());
    if (!(value instanceof List<?> items)) {
      return List.of(value);
    }
    List<Object> list = new ArrayList<>();
    for (Object item : items) {
      if (item != null) {
        list.add(item);
      }
    }
    return list;
  }

  /** Takes over the top-level keys of {@code other}. */
  void merge(ConfigTree other, FalcoConfigFiles.Strategy strategy) {
    other.root.forEach((key, value) -> {
      switch (strategy) {
        case APPEND -> root.merge(key, value, ConfigTree::appended);
        case OVERRIDE -> root.put(key, value);
        case ADD_ONLY -> root.putIfAbsent(key, value);
      }
    });
  }

  private static Object appended(Object old, Object added) {
    if (!(added instanceof List<?> more)) {
      return added;
    }
    List<@Nullable Object> list = new ArrayList<>(old instanceof List<?> items ? items : List.of());
    list.addAll(more);
    return list;
  }

  /** Applies {@code path=value}. */
  void set(String option) {
    int equals = option.indexOf('=');
    if (equals <= 0) {
      throw new FalcoFault(
          "Error parsing config option \""
              + option
              + "\". Must be of the form key=val or key.subkey=val");
    }
    List<Object> path = path(option.substring(0, equals));
    put(root, path, 0, value(option.substring(equals + 1)));
  }

  /** A YAML value, such as a number, a list or JSON; else the text itself, such as {@code *}. */
  private static Object value(String text) {
    try {
      Object value = yaml("value", text);
      return value == null ? "" : value;
    } catch (FalcoFault e) {
      return text;
    }
  }

  /** Keys (texts) and list positions (numbers; -1 for a new element). */
  private static List<Object> path(String text) {
    List<Object> path = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> key.append(i + 1 < text.length() ? text.charAt(++i) : c);
        case '.' -> flush(key, path);
        case '[' -> {
          flush(key, path);
          int close = text.indexOf(']', i);
          path.add(index(text, i + 1, close));
          i = close;
        }
        default -> key.append(c);
      }
    }
    flush(key, path);
    return path;
  }

  private static void flush(StringBuilder key, List<Object> path) {
    if (!key.isEmpty()) {
      path.add(key.toString());
      key.setLength(0);
    }
  }

  private static Integer index(String text, int from, int to) {
    String digits = to < 0 ? "x" : text.substring(from, to);
    if (digits.isEmpty()) {
      return -1;
    }
    try {
      int index = Integer.parseInt(digits);
      if (index >= 0 && index < LIST_LIMIT) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is out of range.
    }
    throw new FalcoFault("Parsing error: expected a list position in `" + text + "`");
  }

  private static Object put(@Nullable Object node, List<Object> path, int at, Object value) {
    if (at == path.size()) {
      return value;
    }
    return switch (path.get(at)) {
      case Integer index -> putInList(node, index, path, at, value);
      case Object key -> putInMap(node, String.valueOf(key), path, at, value);
    };
  }

  @SuppressWarnings("unchecked") // the tree holds only what its own methods and the YAML loader put
  private static Object putInMap(
      @Nullable Object node, String key, List<Object> path, int at, Object value) {
    Map<String, @Nullable Object> map =
        node instanceof Map<?, ?> ? (Map<String, @Nullable Object>) node : new LinkedHashMap<>();
    map.put(key, put(map.get(key), path, at + 1, value));
    return map;
  }

  @SuppressWarnings("unchecked") // as above
  private static Object putInList(
      @Nullable Object node, int index, List<Object> path, int at, Object value) {
    List<@Nullable Object> list =
        node instanceof List<?> ? (List<@Nullable Object>) node : new ArrayList<>();
    int place = index < 0 ? list.size() : index;
    while (list.size() <= place) {
      list.add(null);
    }
    list.set(place, put(list.get(place), path, at + 1, value));
    return list;
  }
}
