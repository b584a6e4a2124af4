package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The modules a guest needs before it sees the host's files, in an order in which they can be
 * loaded.
 *
 * <p>Read from {@code modules.dep} as depmod writes it: {@code MODULE: DEPENDENCY…}, where each
 * dependency comes before what it depends on itself.
 */
final class BootModules {
  private static final List<String> NAMES = List.of("virtio_pci", "9p", "9pnet_virtio", "overlay");

  private BootModules() {}

  /**
   * Paths relative to {@code tree}; those built into the kernel are not among them.
   *
   * @param tree {@code …/lib/modules/RELEASE}
   */
  static List<String> of(Path tree) {
    try {
      Map<String, List<String>> dependencies =
          read(Files.readAllLines(tree.resolve("modules.dep")));
      Set<String> builtin = new LinkedHashSet<>();
      Files.readAllLines(tree.resolve("modules.builtin")).forEach(path -> builtin.add(name(path)));
      Set<String> order = new LinkedHashSet<>();
      for (String name : NAMES) {
        if (!builtin.contains(name)) {
          order.addAll(closure(name, dependencies));
        }
      }
      return List.copyOf(order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, List<String>> read(List<String> modulesDep) {
    Map<String, List<String>> dependencies = new HashMap<>();
    for (String line : modulesDep) {
      String[] parts = line.split(":", 2);
      List<String> closure = new ArrayList<>();
      closure.add(parts[0]);
      for (String path : parts[1].strip().split(" ")) {
        if (!path.isEmpty()) {
          closure.add(path);
        }
      }
      dependencies.put(name(parts[0]), closure.reversed());
    }
    return dependencies;
  }

  private static List<String> closure(String name, Map<String, List<String>> dependencies) {
    List<String> closure = dependencies.get(name);
    if (closure == null) {
      throw new LabFailure("the kernel has no module `%s`".formatted(name));
    }
    return closure;
  }

  /** {@code kernel/fs/9p/9p.ko.xz} is the module {@code 9p}. */
  static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.indexOf(".ko");
    return (dot < 0 ? file : file.substring(0, dot)).replace('-', '_');
  }
}
