package io.bulwark.kernel.abi;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The few libc calls: memory maps, descriptors, epoll, and the variadic {@code syscall}. */
public final class LibcAbi {
  /** Bound to the C library of this process. */
  public static final LibcAbi LIBC = new LibcAbi();

  /** Pages may be read. */
  public static final int PROT_READ = 1;

  /** Pages may be written. */
  public static final int PROT_WRITE = 2;

  /** Shared with the kernel. */
  public static final int MAP_SHARED = 1;

  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private final MethodHandle mmap;
  private final MethodHandle munmap;
  private final MethodHandle open;
  private final MethodHandle close;
  private final MethodHandle read;
  private final MethodHandle write;
  private final MethodHandle eventfd;
  private final MethodHandle vsnprintf;
  private final MethodHandle syscall;
  private final MethodHandle control;
  private final MethodHandle pageSize;

  private LibcAbi() {
    Symbols symbols = new Symbols(Linker.nativeLinker().defaultLookup(), "the C library");
    mmap =
        symbols.capturing(
            "mmap",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    munmap = symbols.capturing("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    open =
        symbols.handle(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));
    close = symbols.capturing("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    FunctionDescriptor transfer = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    read = symbols.capturing("read", transfer);
    write = symbols.capturing("write", transfer);
    eventfd = symbols.capturing("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    // The va_list is taken as an address: x86-64 passes it as one. Untested elsewhere.
    vsnprintf =
        symbols.handle(
            "vsnprintf", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS));
    control =
        symbols.handle(
            "fcntl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));
    pageSize = symbols.handle("getpagesize", FunctionDescriptor.of(JAVA_INT));
    syscall =
        symbols.handle(
            "syscall",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));
  }

  /** An address, or {@code -errno}. */
  public long mmap(long size, int protection, int flags, int descriptor, long offset) {
    try {
      long address =
          (long)
              mmap.invokeExact(
                  CallState.segment(), 0L, size, protection, flags, descriptor, offset);
      return address == -1 ? -CallState.errno() : address;
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Zeroed memory whose pages cost nothing until touched, released with {@code arena}. */
  public MemorySegment mapLazily(Arena arena, long size) {
    long address = mmap(size, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
    if (address < 0 && address > -4096) {
      throw new OutOfMemoryError("cannot map " + size + " bytes: errno " + -address);
    }
    return area(address, size, arena);
  }

  /** The mapped area as a segment that is unmapped when {@code arena} closes. */
  @SuppressWarnings("restricted") // the area was just mapped with exactly this size
  public MemorySegment area(long address, long size, Arena arena) {
    return MemorySegment.ofAddress(address)
        .reinterpret(size, arena, ignored -> munmap(address, size));
  }

  private void munmap(long address, long size) {
    try {
      int ignored = (int) munmap.invokeExact(CallState.segment(), address, size);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A read-only, close-on-exec descriptor, or {@code -errno}. */
  public int openReadOnly(MemorySegment path) {
    try {
      return CallState.result((int) open.invokeExact(CallState.segment(), path, O_RDONLY_CLOEXEC));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Closes a descriptor; Linux releases it whatever the result. */
  public int close(int descriptor) {
    try {
      return CallState.result((int) close.invokeExact(CallState.segment(), descriptor));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Another close-on-exec descriptor of the same open file, or {@code -errno}. */
  public int duplicate(int descriptor) {
    try {
      return CallState.result(
          (int) control.invokeExact(CallState.segment(), descriptor, F_DUPFD_CLOEXEC, 0));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Bytes of a page of memory. */
  public int pageSize() {
    try {
      return (int) pageSize.invokeExact();
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Bytes read, or {@code -errno}. */
  public long read(int descriptor, MemorySegment into) {
    try {
      long count = (long) read.invokeExact(CallState.segment(), descriptor, into, into.byteSize());
      return count < 0 ? -CallState.errno() : count;
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Bytes written, or {@code -errno}. */
  public long write(int descriptor, MemorySegment from) {
    try {
      long count = (long) write.invokeExact(CallState.segment(), descriptor, from, from.byteSize());
      return count < 0 ? -CallState.errno() : count;
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A close-on-exec, non-blocking event descriptor, or {@code -errno}. */
  public int eventfd() {
    try {
      return CallState.result((int) eventfd.invokeExact(CallState.segment(), 0, 0x80800));
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** Formats as C does, with the {@code va_list} of a callback; the length it would need. */
  int vsnprintf(MemorySegment into, MemorySegment format, MemorySegment arguments) {
    try {
      return (int) vsnprintf.invokeExact(into, into.byteSize(), format, arguments);
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }

  /** A system call of up to five arguments: its result, or {@code -errno}. */
  public long syscall(long number, long first, long second, long third, long fourth, long fifth) {
    try {
      long result =
          (long)
              syscall.invokeExact(CallState.segment(), number, first, second, third, fourth, fifth);
      return result == -1 ? -CallState.errno() : result;
    } catch (Throwable e) {
      throw Symbols.broken(e);
    }
  }
}
