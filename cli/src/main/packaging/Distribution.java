import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    Path jar = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    Path lib = folder.resolve("lib");
    Files.createDirectories(lib);
    Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(folder.resolve("bulwark.aot"));
    for (Path old : jars(lib)) {
      String name = old.getFileName().toString();
      if (name.startsWith("picocli-") || name.startsWith("bulwark-")) {
        Modernizer.rewrite(old, jars(lib));
      }
    }
    String classPath = classPath(lib);
    // The launcher reads this file: a cache is valid for exactly the class path of its training.
    Files.writeString(folder.resolve("classpath"), classPath + "\n");
    Files.writeString(folder.resolve("java"), System.getProperty("java.home") + "\n");
    train(root, folder, classPath);
  }

  private static List<Path> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String classPath(Path lib) throws IOException {
    return String.join(":", jars(lib).stream().map(p -> "lib/" + p.getFileName()).toList());
  }

  /**
   * Makes classes fit for the cache. Those of Java 5 get the class file version of Java 7 and the
   * stack maps it asks for: the virtual machine keeps no older classes, and picocli's are a third
   * of a short run. In newer ones the {@link Prelinker} links what the cache would not keep.
   */
  private static final class Modernizer {

    private static final int JAVA_7 = 51;

    static void rewrite(Path jar, List<Path> classPath) throws IOException {
      Path copy = jar.resolveSibling(jar.getFileName() + ".new");
      try (URLClassLoader loader = loader(classPath);
          JarFile from = new JarFile(jar.toFile());
          ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
        ClassFile classes =
            ClassFile.of(
                ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader).cached()),
                StackMapsOption.STACK_MAPS_WHEN_REQUIRED);
        for (JarEntry entry : Collections.list(from.entries())) {
          byte[] bytes = from.getInputStream(entry).readAllBytes();
          boolean inClass = entry.getName().endsWith(".class");
          ZipEntry out = new ZipEntry(entry.getName());
          out.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
          to.putNextEntry(out);
          to.write(inClass ? modern(classes, bytes) : bytes);
          to.closeEntry();
        }
      }
      Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static URLClassLoader loader(List<Path> classPath) throws IOException {
      URL[] urls = new URL[classPath.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = classPath.get(i).toUri().toURL();
      }
      return new URLClassLoader(urls);
    }

    private static byte[] modern(ClassFile classes, byte[] bytes) {
      ClassModel model = classes.parse(bytes);
      if (model.majorVersion() >= JAVA_7) {
        return Prelinker.link(classes, bytes);
      }
      ClassTransform version =
          ClassTransform.ofStateful(
              () ->
                  (builder, element) ->
                      builder.with(
                          element instanceof ClassFileVersion
                              ? ClassFileVersion.of(JAVA_7, 0)
                              : element));
      // Bodies have to be written anew to get their stack maps.
      ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeBuilder::with);
      return classes.transformClass(model, bodies.andThen(version));
    }
  }

  private static void train(Path root, Path folder, String classPath)
      throws IOException, InterruptedException {
    Path log = folder.resolve("training.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:AOTCacheOutput=bulwark.aot", "-Xlog:aot=error"));
    // Profiles of the training would make every start compile what the training ran often.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining"));
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
