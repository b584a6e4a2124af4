package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bulwark.kernel.error.Errno;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** {@code bpf_prog_load}: offsets are those of {@code struct bpf_prog_load_opts}, libbpf 1.0. */
final class RawLoader {
  private static final long OPTIONS_SIZE = 104;

  private RawLoader() {}

  static LoadOutcome load(Libbpf libbpf, RawProgram program) {
    return withMaps(libbpf, program, new int[program.maps().size()], 0);
  }

  /** Holds map after map open until the program is loaded and holds them itself. */
  private static LoadOutcome withMaps(Libbpf libbpf, RawProgram program, int[] numbers, int at) {
    if (at == numbers.length) {
      return load(libbpf, program, MapIndexes.resolve(program.bytes(), numbers));
    }
    return program
        .maps()
        .get(at)
        .use(number -> {
          numbers[at] = number;
          return withMaps(libbpf, program, numbers, at + 1);
        });
  }

  private static LoadOutcome load(Libbpf libbpf, RawProgram program, byte[] instructions) {
    try (Arena arena = Arena.ofConfined()) {
      LogBuffer log = LogBuffer.in(arena);
      MemorySegment options = options(arena, program, log);
      MemorySegment code = arena.allocate(Math.max(8, instructions.length), 8);
      MemorySegment.copy(instructions, 0, code, ValueLayout.JAVA_BYTE, 0, instructions.length);
      int result =
          libbpf
              .syscalls()
              .progLoad(
                  program.type().number(),
                  arena.allocateFrom(program.name()),
                  arena.allocateFrom(program.license()),
                  code,
                  program.slots(),
                  options);
      return result < 0
          ? new LoadOutcome.Rejected(Errno.of(result), log.read())
          : new LoadOutcome.Loaded(loaded(libbpf, program, result), log.read());
    }
  }

  private static KernelProgram loaded(Libbpf libbpf, RawProgram program, int descriptor) {
    return new KernelProgram(
        libbpf,
        program.name(),
        program.type().number(),
        program.attachType().number(),
        Descriptor.owned(descriptor, "program `" + program.name() + "`"));
  }

  /** With level 0 and a buffer, libbpf loads without a log and asks for one after a failure. */
  private static MemorySegment options(Arena arena, RawProgram program, LogBuffer log) {
    MemorySegment options = arena.allocate(OPTIONS_SIZE, 8);
    options.set(JAVA_LONG, 0, OPTIONS_SIZE);
    options.set(JAVA_INT, 12, program.attachType().number());
    options.set(JAVA_INT, 20, program.flags());
    options.set(JAVA_INT, 32, program.attachBtfId());
    options.set(JAVA_INT, 88, program.logLevel());
    options.set(JAVA_INT, 92, (int) log.segment().byteSize());
    options.set(ADDRESS, 96, log.segment());
    return options;
  }
}
