import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Puts what the launcher starts into one folder, and trains an ahead-of-time cache for it.
 *
 * <p>{@code java Distribution.java ROOT JAR FOLDER}; FOLDER/lib holds the dependencies already. A
 * build goes on without a cache: it is only faster with one.
 */
final class Distribution {

  private static final int PATIENCE_SECONDS = 180;

  private Distribution() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]);
    Path jar = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    Path lib = folder.resolve("lib");
    Files.createDirectories(lib);
    Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(folder.resolve("bulwark.aot"));
    String classPath = classPath(lib);
    // The launcher reads this file: a cache is valid for exactly the class path of its training.
    Files.writeString(folder.resolve("classpath"), classPath + "\n");
    Files.writeString(folder.resolve("java"), System.getProperty("java.home") + "\n");
    train(root, folder, classPath);
  }

  private static String classPath(Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      List<String> names =
          jars.map(p -> "lib/" + p.getFileName()).filter(n -> n.endsWith(".jar")).sorted().toList();
      return String.join(":", names);
    }
  }

  private static void train(Path root, Path folder, String classPath)
      throws IOException, InterruptedException {
    Path log = folder.resolve("training.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:AOTCacheOutput=bulwark.aot", "-Xlog:aot=error"));
    command.addAll(List.of("-cp", classPath, "io.bulwark.cli.Training", root.toString()));
    Process training =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean done = training.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!done) {
      training.destroyForcibly();
    }
    if (!done || training.exitValue() != 0 || !Files.exists(folder.resolve("bulwark.aot"))) {
      String reason = done ? "exit code " + training.exitValue() : "it took too long";
      System.err.println("No start-up cache (" + reason + "); starting will be slower. See " + log);
    }
  }
}
