package io.bulwark.lab;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the running JVM's classes come from. */
final class HostClassPath {
  /**
   * Surefire starts the JVM with a jar that only refers to others, or puts the main classes on the
   * module path; it leaves the whole list in the first property.
   */
  private static final List<String> PROPERTIES =
      List.of("surefire.test.class.path", "java.class.path", "jdk.module.path");

  private HostClassPath() {}

  /** The class path of this JVM, and before it the roots that {@code classes} were loaded from. */
  static List<Path> with(List<Class<?>> classes) {
    Set<Path> paths = new LinkedHashSet<>();
    classes.forEach(type -> paths.add(root(type)));
    for (String property : PROPERTIES) {
      Stream.of(System.getProperty(property, "").split(File.pathSeparator))
          .filter(element -> !element.isEmpty())
          .map(element -> Path.of(element).toAbsolutePath().normalize())
          .filter(Files::exists)
          .forEach(paths::add);
    }
    return List.copyOf(paths);
  }

  /** Of a class that was patched into a module, the patch and not the module's own place. */
  private static Path root(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    URL url = type.getResource("/" + file);
    if (url == null) {
      throw new IllegalArgumentException(type + " has no class file");
    }
    String text = url.toString();
    String root = text.substring(0, text.length() - file.length());
    if (root.startsWith("jar:") && root.endsWith("!/")) {
      root = root.substring("jar:".length(), root.length() - "!/".length());
    }
    return Path.of(URI.create(root)).toAbsolutePath().normalize();
  }
}
