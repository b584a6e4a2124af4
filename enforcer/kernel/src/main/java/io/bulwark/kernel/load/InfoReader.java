package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code bpf_obj_get_info_by_fd}: offsets of include/uapi/linux/bpf.h, which only ever grows. */
final class InfoReader {
  private static final long PROGRAM_SIZE = 232;
  private static final long MAP_SIZE = 88;
  private static final long LINK_SIZE = 48;

  private InfoReader() {}

  static ProgramInfo program(Libbpf libbpf, Descriptor program) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(PROGRAM_SIZE, 8);
      read(libbpf, program, info, arena);
      return new ProgramInfo(
          info.get(JAVA_INT, 4),
          info.getString(64),
          info.get(JAVA_INT, 20),
          info.get(JAVA_INT, 16),
          info.get(JAVA_INT, 216),
          info.get(JAVA_LONG, 200),
          info.get(JAVA_LONG, 192));
    }
  }

  static byte[] translated(Libbpf libbpf, Descriptor program) {
    int length = program(libbpf, program).translatedBytes();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(PROGRAM_SIZE, 8);
      MemorySegment code = arena.allocate(length, 8);
      info.set(JAVA_INT, 20, length);
      info.set(ADDRESS, 32, code);
      read(libbpf, program, info, arena);
      boolean hidden = info.get(JAVA_LONG, 32) == 0;
      return hidden ? new byte[0] : code.toArray(JAVA_BYTE);
    }
  }

  static MapInfo map(Libbpf libbpf, Descriptor map) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(MAP_SIZE, 8);
      read(libbpf, map, info, arena);
      return new MapInfo(
          info.get(JAVA_INT, 0),
          info.get(JAVA_INT, 4),
          info.get(JAVA_INT, 8),
          info.get(JAVA_INT, 12),
          info.get(JAVA_INT, 16),
          info.get(JAVA_INT, 20),
          info.getString(24));
    }
  }

  static LinkInfo link(Libbpf libbpf, Descriptor link) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(LINK_SIZE, 8);
      read(libbpf, link, info, arena);
      return new LinkInfo(info.get(JAVA_INT, 4), info.get(JAVA_INT, 8));
    }
  }

  static void read(Libbpf libbpf, Descriptor descriptor, MemorySegment info, Arena arena) {
    MemorySegment length = arena.allocateFrom(JAVA_INT, (int) info.byteSize());
    int result = descriptor.call(number -> libbpf.syscalls().getInfo(number, info, length));
    if (result < 0) {
      throw new KernelCallFailed("read information of " + descriptor.what(), Errno.of(result));
    }
  }
}
