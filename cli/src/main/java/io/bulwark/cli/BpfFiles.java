package io.bulwark.cli;

import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.elf.ElfFormatException;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.ObjectFormatException;
import io.bulwark.bpf.object.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Object files named on the command line. */
final class BpfFiles {
  /** Larger than any object that a kernel would take, in bytes. */
  private static final long MAX_SIZE = 256L << 20;

  private BpfFiles() {}

  /** The object in {@code file}, or a fault that says where it is damaged. */
  static BpfObject read(Path file) {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new UserFault("`" + file + "` is too large for a BPF object", "name another file");
      }
      return ObjectReader.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UserFault("cannot read `" + file + "`: " + e.getMessage(), "name a readable file");
    } catch (ElfFormatException | BtfFormatException | ObjectFormatException e) {
      throw new UserFault(
          "`" + file + "` is no BPF object: " + e.getMessage(),
          "`bulwark bpf` reads object files for EM_BPF, such as `clang -target bpf -g` writes");
    }
  }
}
