package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** libbpf's messages: one upcall for the process, handed to whoever listens on the thread. */
public final class PrintAbi {
  /** libbpf cuts nothing, but verifier logs can be megabytes; those come another way. */
  private static final int LIMIT = 16 * 1024;

  private static final ThreadLocal<Optional<Listener>> LISTENER =
      ThreadLocal.withInitial(Optional::empty);
  private static final ThreadLocal<MemorySegment> TEXT =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LIMIT));

  private PrintAbi() {}

  /** Receives messages of the thread that set it. */
  @FunctionalInterface
  public interface Listener {
    /** {@code level}: 0 warning, 1 information, 2 debugging. */
    void message(int level, String text);
  }

  /** Runs {@code call} with messages of this thread sent to {@code listener}. */
  public static void listening(Listener listener, Runnable call) {
    Optional<Listener> outer = LISTENER.get();
    LISTENER.set(Optional.of(listener));
    try {
      call.run();
    } finally {
      LISTENER.set(outer);
    }
  }

  /** A {@code libbpf_print_fn_t} that lives as long as the process. */
  @SuppressWarnings("restricted") // the one upcall; it swallows everything it throws
  public static MemorySegment function() {
    MethodHandle target;
    try {
      target =
          MethodHandles.lookup()
              .findStatic(
                  PrintAbi.class,
                  "print",
                  MethodType.methodType(
                      int.class, int.class, MemorySegment.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("own method not found", e);
    }
    return Linker.nativeLinker()
        .upcallStub(
            target, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS), Arena.global());
  }

  /** Called by libbpf. Nothing may leave: an exception out of an upcall ends the JVM. */
  static int print(int level, MemorySegment format, MemorySegment arguments) {
    try {
      Listener listener = LISTENER.get().orElse(null);
      if (listener != null && level <= 1) {
        listener.message(level, format(format, arguments));
      }
      return 0;
    } catch (Throwable e) {
      return 0;
    }
  }

  private static String format(MemorySegment format, MemorySegment arguments) {
    MemorySegment text = TEXT.get();
    int length = LibcAbi.LIBC.vsnprintf(text, format, arguments);
    int kept = Math.clamp(length, 0, LIMIT - 1);
    byte[] bytes = new byte[kept];
    MemorySegment.copy(text, java.lang.foreign.ValueLayout.JAVA_BYTE, 0, bytes, 0, kept);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
