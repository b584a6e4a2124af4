package io.bulwark.kernel.abi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/** The {@code errno} of the calling thread's last captured call. */
public final class CallState {
  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = LAYOUT.varHandle(PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> SEGMENT =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LAYOUT));

  private CallState() {}

  /** The segment to pass to a handle made with errno capture. */
  static MemorySegment segment() {
    return SEGMENT.get();
  }

  /** The errno of this thread's last captured call. */
  public static int errno() {
    return (int) ERRNO.get(SEGMENT.get(), 0L);
  }

  /** A libc result in the {@code -errno} convention. */
  static int result(int value) {
    return value < 0 ? -errno() : value;
  }
}
