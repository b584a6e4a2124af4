package io.bulwark.lab.kernel;

import io.bulwark.lab.host.LabFailure;
import io.bulwark.lab.host.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kernels ready to boot, fetched where they are not in the cache yet.
 *
 * <p>In the cache, {@code 6.1/} holds {@code vmlinuz} and {@code lib/modules/RELEASE}, and {@code
 * 6.1-HASH.initramfs} is made of it.
 */
public final class KernelImages {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Module folders of devices that no guest has; four fifths of the size. */
  private static final List<String> UNUSED =
      List.of(
          "kernel/sound",
          "kernel/drivers/gpu",
          "kernel/drivers/hwmon",
          "kernel/drivers/iio",
          "kernel/drivers/infiniband",
          "kernel/drivers/input",
          "kernel/drivers/media",
          "kernel/drivers/mfd",
          "kernel/drivers/mmc",
          "kernel/drivers/mtd",
          "kernel/drivers/net/ethernet",
          "kernel/drivers/net/wireless",
          "kernel/drivers/scsi",
          "kernel/drivers/staging",
          "kernel/drivers/usb");

  private final Cache cache;

  public KernelImages(Cache cache) {
    this.cache = cache;
  }

  /** The release of a kernel that needs no fetching. */
  public Optional<String> cached(Kernel kernel) {
    Path folder = cache.root().resolve(kernel.series());
    return Files.isDirectory(folder) ? Optional.of(release(folder)) : Optional.empty();
  }

  /**
   * A kernel that can be booted; may take minutes when called for the first time.
   *
   * @throws io.bulwark.lab.host.LabException if it is not in the cache and cannot be fetched
   */
  public KernelImage get(Kernel kernel) {
    Path folder = cache.get(kernel.series(), work -> fetch(kernel, work));
    String release = release(folder);
    if (!kernel.matches(release)) {
      throw new LabFailure("%s holds the kernel %s; delete it".formatted(folder, release));
    }
    Path tree = folder.resolve("lib/modules").resolve(release);
    Path initramfs =
        cache.get(
            "%s-%s.initramfs".formatted(kernel.series(), ingredients(release)),
            work -> write(work.resolve("initramfs"), Initramfs.build(tree, work)));
    return new KernelImage(kernel, release, folder.resolve("vmlinuz"), initramfs, folder);
  }

  private static Path fetch(Kernel kernel, Path work) {
    System.err.printf("lab: fetching the kernel %s from Debian, once%n", kernel);
    try {
      Path root = KernelPackages.unpack(AptMirror.ofMachine(), kernel, work);
      Path image = work.resolve("image");
      Files.createDirectories(image.resolve("lib"));
      Files.move(modules(root), image.resolve("lib/modules"));
      String release = release(image);
      Path tree = image.resolve("lib/modules").resolve(release);
      Path vmlinuz = root.resolve("boot/vmlinuz-" + release);
      Files.move(
          Files.exists(vmlinuz) ? vmlinuz : tree.resolve("vmlinuz"), image.resolve("vmlinuz"));
      for (String unused : UNUSED) {
        Cache.deleteTree(tree.resolve(unused));
      }
      index(image, release, work);
      // What cannot be booted must not get into the cache.
      BootModules.of(tree);
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Newer packages are built for a merged /usr. */
  private static Path modules(Path root) {
    return Stream.of("lib/modules", "usr/lib/modules")
        .map(root::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new LabFailure("the packages hold no modules"));
  }

  private static void index(Path image, String release, Path work) {
    String depmod = Programs.require("depmod", "kmod").toString();
    Programs.check(work, LIMIT, List.of(depmod, "-b", image.toString(), release));
  }

  private static String release(Path image) {
    try (Stream<Path> trees = Files.list(image.resolve("lib/modules"))) {
      List<Path> found = trees.toList();
      if (found.size() != 1) {
        throw new LabFailure("%s holds not one kernel, but %s".formatted(image, found));
      }
      return found.getFirst().getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes with whatever an initramfs is made of, but for busybox. */
  private static String ingredients(String release) {
    try {
      return Digest.of(List.of(release, new String(Initramfs.init(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
