package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** epoll(7): waiting for a ring buffer. */
public final class EpollAbi {
  /** Bound to the C library of this process. */
  public static final EpollAbi EPOLL = new EpollAbi();

  /** Bytes of {@code struct epoll_event}: packed on x86-64 only. */
  public static final long EVENT_SIZE = System.getProperty("os.arch", "").equals("amd64") ? 12 : 16;

  private static final int CLOEXEC = 0x80000;
  private static final int ADD = 1;

  private final MethodHandle create;
  private final MethodHandle control;
  private final MethodHandle wait;

  private EpollAbi() {
    Symbols symbols = new Symbols(Linker.nativeLinker().defaultLookup(), "the C library");
    create = symbols.capturing("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    control =
        symbols.capturing(
            "epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    wait =
        symbols.capturing(
            "epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  }

  /** An epoll descriptor, or {@code -errno}. */
  public int create() {
    try {
      return CallState.result((int) create.invokeExact(CallState.segment(), CLOEXEC));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Watches {@code descriptor} as {@code event} says. */
  public int add(int epoll, int descriptor, MemorySegment event) {
    try {
      return CallState.result(
          (int) control.invokeExact(CallState.segment(), epoll, ADD, descriptor, event));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** How many events were written to {@code events}, or {@code -errno}; -1 ms waits for ever. */
  public int await(int epoll, MemorySegment events, int milliseconds) {
    int room = (int) (events.byteSize() / EVENT_SIZE);
    try {
      return CallState.result(
          (int) wait.invokeExact(CallState.segment(), epoll, events, room, milliseconds));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
