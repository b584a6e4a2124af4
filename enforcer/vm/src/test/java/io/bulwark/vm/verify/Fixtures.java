package io.bulwark.vm.verify;

import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.rules.ContextRules.Content;
import io.bulwark.vm.verify.rules.KernelTypes;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import io.bulwark.vm.verify.rules.ProgramRules;
import io.bulwark.vm.verify.rules.ProgramTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The surroundings of test programs. */
final class Fixtures {
  static final int FILE = 1;
  static final int PATH = 2;
  static final int TASK = 3;
  static final int INODE = 4;

  static final Bindings MAPS =
      Bindings.of(
          MapShape.ring("events", 4096),
          MapShape.of("table", MapKind.HASH, 4, 16, 64),
          MapShape.of("values", MapKind.ARRAY, 4, 64, 16),
          MapShape.of("programs", MapKind.PROGRAMS, 4, 4, 8),
          MapShape.of("tasks", MapKind.TASK_STORAGE, 4, 8, 0),
          MapShape.constants(
              "frozen", new Contents("policy\0open".getBytes(StandardCharsets.US_ASCII))));

  private Fixtures() {}

  static ProgramRules rules(String type) {
    return switch (type) {
      case "raw_tp" -> ProgramTypes.rawTracepoint();
      case "xdp" -> ProgramTypes.xdp();
      case "socket_filter" -> ProgramTypes.socketFilter();
      case "syscall" -> ProgramTypes.syscall();
      case "lsm" -> lsm(false);
      case "lsm/path" -> lsm(true);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static ProgramRules lsm(boolean pathNames) {
    List<Content> arguments =
        List.of(new Content.Structure(FILE), new Content.Number(), new Content.Number());
    return ProgramTypes.lsm("file_open", arguments, pathNames, new Kernel());
  }

  /**
   * A kernel of {@code struct file { long; u32 f_flags @8; struct inode *f_inode @16; struct path
   * f_path @24; }} of 40 bytes, {@code struct inode { u32 i_mode; }}.
   */
  private static final class Kernel implements KernelTypes {
    @Override
    public String name(int type) {
      return List.of("?", "file", "path", "task_struct", "inode").get(type);
    }

    @Override
    public int find(String structure) {
      return Math.max(0, List.of("?", "file", "path", "task_struct", "inode").indexOf(structure));
    }

    @Override
    public Found load(int type, int offset, int size) {
      if (type == FILE && offset == 8 && size == 4 || type == INODE && offset == 0 && size == 4) {
        return new Found.Number();
      }
      if (type == FILE && offset == 16 && size == 8) {
        return new Found.PointerTo(INODE);
      }
      return new Found.Nothing(
          "no field of %d bytes at offset %d of `struct %s`".formatted(size, offset, name(type)));
    }

    @Override
    public boolean isAt(int type, int offset, int wanted) {
      return type == wanted && offset == 0 || type == FILE && offset == 24 && wanted == PATH;
    }
  }
}
