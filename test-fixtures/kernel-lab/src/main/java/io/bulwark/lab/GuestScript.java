package io.bulwark.lab;

import io.bulwark.lab.guest.TestRunner;
import io.bulwark.lab.kernel.Cache;
import io.bulwark.lab.kernel.Kernel;
import io.bulwark.lab.machine.JobFolder;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shell script that a job is in the guest, and the file with the arguments of its JVM. */
record GuestScript(String script, String javaArguments) {
  private static final String JAVA_ARGUMENTS = JobFolder.IN_GUEST + "/java.args";

  /** For short runs under emulation: compile once, and collect with one thread. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-Xmx1g",
          "-ea",
          "--enable-native-access=ALL-UNNAMED");

  static GuestScript of(Kernel kernel, GuestJob job, Cache cache) {
    return switch (job) {
      case GuestJob.Script(List<String> lines) ->
          new GuestScript(preamble() + String.join("\n", lines) + "\n", "");
      case GuestJob.JavaMain main ->
          java(kernel, main.mainClass(), main.classPath(), main.options(), main.args());
      case GuestJob.Tests tests -> tests(kernel, tests, cache);
    };
  }

  private static GuestScript tests(Kernel kernel, GuestJob.Tests tests, Cache cache) {
    List<String> args = new ArrayList<>(List.of(JobFolder.IN_GUEST + "/tests"));
    tests.classes().forEach(type -> args.add(type.getName()));
    List<Class<?>> classes = new ArrayList<>(tests.classes());
    classes.add(TestRunner.class);
    List<Path> classPath = HostClassPath.with(classes);
    List<String> options = new ArrayList<>(properties());
    Optional<JUnitArchive> archive = JUnitArchive.of(cache, classPath);
    archive.ifPresent(found -> options.add("-XX:SharedArchiveFile=" + found.file()));
    options.addAll(tests.options());
    return java(
        kernel,
        TestRunner.class.getName(),
        archive.map(found -> found.order(classPath)).orElse(classPath),
        options,
        args);
  }

  private static GuestScript java(
      Kernel kernel,
      String mainClass,
      List<Path> classPath,
      List<String> options,
      List<String> args) {
    List<String> all = new ArrayList<>(JVM);
    all.add("-D%s=%s".formatted(GuestOnly.KERNEL, kernel.series()));
    all.addAll(options);
    all.add("-cp");
    all.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    all.add(mainClass);
    all.addAll(args);
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return new GuestScript(
        preamble() + "exec " + quote(java) + " @" + JAVA_ARGUMENTS + "\n",
        String.join("\n", all.stream().map(GuestScript::quoteArgument).toList()) + "\n");
  }

  private static String preamble() {
    return """
    set -e
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    export HOME=/root LANG=C.UTF-8 LC_ALL=C.UTF-8 TMPDIR=/tmp TERM=dumb
    export JAVA_HOME=%s
    cd %s
    """
        .formatted(
            quote(System.getProperty("java.home")), quote(Path.of("").toAbsolutePath().toString()));
  }

  private static List<String> properties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("bulwark.") || name.startsWith("test."))
        .sorted()
        .map(name -> "-D" + name + "=" + System.getProperty(name))
        .toList();
  }

  /** A word as a shell reads it. */
  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** As the java launcher reads argument files. */
  private static String quoteArgument(String argument) {
    return Stream.of(argument)
        .map(text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
        .map(text -> '"' + text + '"')
        .findFirst()
        .orElseThrow();
  }
}
