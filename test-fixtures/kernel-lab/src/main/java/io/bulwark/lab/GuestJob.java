package io.bulwark.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is to run in a guest: as root, in the host's working directory, without a network. */
public sealed interface GuestJob {
  /** Lines of a shell script; it ends like {@code sh -e}, with the first command that fails. */
  record Script(List<String> lines) implements GuestJob {
    public Script {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A main class, run by the JDK that runs the host's side.
   *
   * @param options for the JVM, after the lab's own
   */
  record JavaMain(String mainClass, List<Path> classPath, List<String> options, List<String> args)
      implements GuestJob {
    public JavaMain {
      classPath = List.copyOf(classPath);
      options = List.copyOf(options);
      args = List.copyOf(args);
    }
  }

  /**
   * JUnit test classes, with the host's class path and system properties {@code bulwark.*} and
   * {@code test.*}. Modules are on the class path too.
   *
   * @param options for the JVM, after the lab's own
   */
  record Tests(List<Class<?>> classes, List<String> options) implements GuestJob {
    public Tests {
      classes = List.copyOf(classes);
      options = List.copyOf(options);
    }

    /** The same tests in a JVM with further options. */
    public Tests withOptions(String... more) {
      return new Tests(classes, Stream.concat(options.stream(), Stream.of(more)).toList());
    }
  }

  static Script script(String... lines) {
    return new Script(List.of(lines));
  }

  /** A main class of the host's class path. */
  static JavaMain java(Class<?> mainClass, String... args) {
    return new JavaMain(
        mainClass.getName(), HostClassPath.with(List.of(mainClass)), List.of(), List.of(args));
  }

  static Tests tests(Class<?>... classes) {
    return new Tests(List.of(classes), List.of());
  }
}
