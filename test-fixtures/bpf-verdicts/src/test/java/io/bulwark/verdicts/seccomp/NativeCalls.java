package io.bulwark.verdicts.seccomp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** System calls of the calling thread, by number, on x86-64. */
final class NativeCalls {
  private static final int SECCOMP = 317;
  private static final int PRCTL = 157;
  private static final int SOCKET = 41;
  private static final int SETSOCKOPT = 54;
  private static final int CLOSE = 3;

  private final MethodHandle syscall;
  private final VarHandle errno;

  @SuppressWarnings("restricted")
  NativeCalls() {
    Linker linker = Linker.nativeLinker();
    syscall =
        linker.downcallHandle(
            linker.defaultLookup().find("syscall").orElseThrow(),
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                JAVA_LONG),
            Linker.Option.firstVariadicArg(1),
            Linker.Option.captureCallState("errno"));
    errno =
        Linker.Option.captureStateLayout()
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));
  }

  /** The result, or a negative errno. */
  long call(long number, long... arguments) {
    long[] a = Arrays.copyOf(arguments, 6);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long result = (long) syscall.invokeExact(state, number, a[0], a[1], a[2], a[3], a[4], a[5]);
      return result == -1 ? -(int) errno.get(state, 0L) : result;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Installs a filter for the calling thread, for good; 0 or a negative errno. */
  int install(byte[] filter) {
    call(PRCTL, 38, 1);
    return (int) withProgram(filter, program -> call(SECCOMP, 1, 0, program));
  }

  /** Whether a socket takes the filter; 0 or a negative errno. */
  int attach(byte[] filter) {
    long socket = call(SOCKET, 2, 2, 0);
    try {
      return (int) withProgram(filter, program -> call(SETSOCKOPT, socket, 1, 26, program, 16));
    } finally {
      call(CLOSE, socket);
    }
  }

  private static long withProgram(byte[] filter, LongUnaryOperator use) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(Math.max(8, filter.length), 8);
      MemorySegment.copy(filter, 0, code, JAVA_BYTE, 0, filter.length);
      MemorySegment program = arena.allocate(16, 8);
      program.set(JAVA_SHORT, 0, (short) (filter.length / 8));
      program.set(JAVA_INT, 4, 0);
      program.set(ADDRESS, 8, code);
      return use.applyAsLong(program.address());
    }
  }
}
