package io.bulwark.kernel.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.error.PermissionDenied;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code bpf_prog_test_run_opts}: offsets are those of {@code struct bpf_test_run_opts}. */
final class TestRunner {
  private static final long OPTIONS_SIZE = 80;
  private static final long DATA_IN = 8;
  private static final long DATA_OUT = 16;
  private static final long DATA_SIZE_IN = 24;
  private static final long DATA_SIZE_OUT = 28;
  private static final long CONTEXT_IN = 32;
  private static final long CONTEXT_SIZE_IN = 48;
  private static final long RESULT = 56;
  private static final long REPEAT = 60;
  private static final long DURATION = 64;
  private static final long FLAGS = 68;

  private TestRunner() {}

  static TestResult run(Libbpf libbpf, Descriptor program, TestRun run) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment options = arena.allocate(OPTIONS_SIZE, 8);
      MemorySegment dataOut = arena.allocate(run.dataOut());
      MemorySegment context = arena.allocateFrom(JAVA_BYTE, run.context());
      fill(options, run, arena.allocateFrom(JAVA_BYTE, run.data()), dataOut, context);
      int result = program.call(number -> libbpf.syscalls().testRun(number, options));
      if (result < 0) {
        throw failure(program.what(), Errno.of(result));
      }
      long written = Math.min(dataOut.byteSize(), options.get(JAVA_INT, DATA_SIZE_OUT));
      return new TestResult(
          options.get(JAVA_INT, RESULT),
          options.get(JAVA_INT, DURATION),
          dataOut.asSlice(0, written).toArray(JAVA_BYTE),
          context.toArray(JAVA_BYTE));
    }
  }

  private static KernelException failure(String what, Errno errno) {
    String operation = "test-run " + what;
    if (errno.isPermission()) {
      return new PermissionDenied(operation, errno, PermissionHint.LOAD);
    }
    return errno.number() == 524
        ? new KernelCallFailed(operation, errno, "its type has no test run")
        : new KernelCallFailed(operation, errno, "the type or the size of the input does not fit");
  }

  /** Fields stay 0 where nothing is passed: types without that input refuse anything else. */
  private static void fill(
      MemorySegment options,
      TestRun run,
      MemorySegment data,
      MemorySegment dataOut,
      MemorySegment context) {
    options.set(JAVA_LONG, 0, OPTIONS_SIZE);
    put(options, DATA_IN, DATA_SIZE_IN, data);
    put(options, DATA_OUT, DATA_SIZE_OUT, dataOut);
    put(options, CONTEXT_IN, CONTEXT_SIZE_IN, context);
    options.set(JAVA_INT, REPEAT, run.repeat() == 1 ? 0 : run.repeat());
    options.set(JAVA_INT, FLAGS, run.flags());
  }

  private static void put(MemorySegment options, long pointer, long size, MemorySegment value) {
    if (value.byteSize() > 0) {
      options.set(ADDRESS, pointer, value);
      options.set(JAVA_INT, size, (int) value.byteSize());
    }
  }
}
