package io.bulwark.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A BPF file system in a folder of the test's own. */
public final class BpfMount implements AutoCloseable {
  private final Path folder;

  private BpfMount(Path folder) {
    this.folder = folder;
  }

  /** A new one, or the test is skipped aloud. */
  public static BpfMount create() {
    try {
      Path folder = Files.createTempDirectory("bulwark-bpffs");
      if (run("mount", "-t", "bpf", "bpf", folder.toString()) != 0) {
        Files.delete(folder);
        return HostKernel.skip("no BPF file system can be mounted");
      }
      return new BpfMount(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path in it. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      run("umount", folder.toString());
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
