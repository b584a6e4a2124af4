package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder where kernels are kept. What has its final name in it is complete.
 *
 * @param root created when first needed
 */
public record Cache(Path root) {
  /** Long enough for another process to download a kernel over a slow line. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /**
   * The cache of this user: the property {@code bulwark.lab.cache}, the variable {@code
   * BULWARK_LAB_CACHE}, or {@code bulwark/kernel-lab} in the user's folder for caches.
   */
  public static Cache ofUser() {
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    return Stream.<Supplier<@Nullable String>>of(
            () -> System.getProperty("bulwark.lab.cache"),
            () -> System.getenv("BULWARK_LAB_CACHE"),
            () -> inFolder(System.getenv("XDG_CACHE_HOME")))
        .map(Supplier::get)
        .filter(path -> path != null && !path.isBlank())
        .findFirst()
        .map(path -> new Cache(Path.of(path).toAbsolutePath()))
        .orElseGet(() -> new Cache(home.resolve("bulwark/kernel-lab")));
  }

  private static @Nullable String inFolder(@Nullable String caches) {
    return caches == null || caches.isBlank() ? null : caches + "/bulwark/kernel-lab";
  }

  /**
   * What is called {@code name} in the cache, made by {@code maker} where it is missing.
   *
   * <p>The maker gets a new, empty folder and returns the file or folder in it that is to have the
   * name. Only one process or thread makes it; others wait. If the maker fails, nothing stays.
   */
  public Path get(String name, Function<Path, Path> maker) {
    Path wanted = root.resolve(name);
    if (Files.exists(wanted)) {
      return wanted;
    }
    try {
      Files.createDirectories(root);
      try (FileChannel channel = open(root.resolve(name + ".lock"));
          FileLock lock = lock(channel, name)) {
        if (!lock.isValid()) {
          throw new LabFailure("the lock for `%s` was lost".formatted(name));
        }
        return Files.exists(wanted) ? wanted : make(wanted, maker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the cache " + root + " cannot be written", e);
    }
  }

  private static Path make(Path wanted, Function<Path, Path> maker) throws IOException {
    Path work = wanted.resolveSibling(wanted.getFileName() + ".part");
    // Under the lock nobody else works there: what is found was left by a process that died.
    deleteTree(work);
    Files.createDirectories(work);
    try {
      Files.move(maker.apply(work), wanted, StandardCopyOption.ATOMIC_MOVE);
      return wanted;
    } finally {
      deleteTree(work);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock lock(FileChannel channel, String name) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException anotherThreadOfThisProcess) {
        // is waited for like another process
      }
      pause();
    }
    throw new LabFailure(
        "another process has worked on `%s` for %d minutes".formatted(name, PATIENCE.toMinutes()));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure("interrupted while waiting for the cache");
    }
  }

  /** Deletes a folder and all in it, if it is there. */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder)) {
      found = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : found) {
      Files.delete(path);
    }
  }
}
