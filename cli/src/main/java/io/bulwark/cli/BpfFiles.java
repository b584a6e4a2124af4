package io.bulwark.cli;

import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectFormatException;
import io.bulwark.bpf.object.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Object files named on the command line. */
final class BpfFiles {
  /** Larger than any object that a kernel would take, in bytes. */
  private static final int MAX_SIZE = 64 << 20;

  private BpfFiles() {}

  /** The object in {@code file}, or a fault that says where it is damaged. */
  static BpfObject read(Path file) {
    return use(file, object -> object);
  }

  /**
   * What {@code use} makes of the object in {@code file}; a type is decoded when somebody asks for
   * it, so damage may show only now.
   */
  static <T> T use(Path file, Function<BpfObject, T> use) {
    try {
      return use.apply(ObjectReader.read(bytes(file)));
    } catch (IOException e) {
      throw new UserFault("cannot read `" + file + "`: " + e.getMessage(), "name a readable file");
    } catch (ElfFormatException | BtfFormatException | ObjectFormatException e) {
      throw new UserFault(
          "`" + file + "` is no BPF object: " + e.getMessage(),
          "`bulwark bpf` reads object files for EM_BPF, such as `clang -target bpf -g` writes");
    }
  }

  /** Bounded by what comes, not by the size that the file claims: a device has none. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw new UserFault("`" + file + "` is too large for a BPF object", "name another file");
      }
      return bytes;
    }
  }
}
