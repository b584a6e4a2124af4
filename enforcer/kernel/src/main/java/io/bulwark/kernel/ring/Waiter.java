package io.bulwark.kernel.ring;

import static io.bulwark.kernel.abi.EpollAbi.EPOLL;
import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.kernel.abi.EpollAbi;
import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Sleeps until a ring has something, somebody calls, or time is up. */
final class Waiter implements AutoCloseable {
  private static final int EPOLLIN = 1;

  private final int ring;
  private final int call;
  private final int epoll;
  private final MemorySegment events;
  private final MemorySegment one;
  private final MemorySegment count;
  private boolean closed;

  private Waiter(Arena arena, int ring, int call, int epoll) {
    this.ring = ring;
    this.call = call;
    this.epoll = epoll;
    this.events = arena.allocate(2 * EpollAbi.EVENT_SIZE, 8);
    this.one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L);
    this.count = arena.allocate(ValueLayout.JAVA_LONG);
    watch(arena, ring);
    watch(arena, call);
  }

  /** Takes over {@code ring}, also when it throws. */
  static Waiter on(Arena arena, int ring) {
    int call = LIBC.eventfd();
    int epoll = EPOLL.create();
    try {
      check(ring, "duplicate the descriptor of a ring buffer");
      check(call, "make an event descriptor");
      check(epoll, "make an epoll descriptor");
      return new Waiter(arena, ring, call, epoll);
    } catch (KernelCallFailed e) {
      release(ring, call, epoll);
      throw e;
    }
  }

  private void watch(Arena arena, int descriptor) {
    MemorySegment event = arena.allocate(EpollAbi.EVENT_SIZE, 8);
    event.set(ValueLayout.JAVA_INT, 0, EPOLLIN);
    check(EPOLL.add(epoll, descriptor, event), "watch a ring buffer");
  }

  private static void check(int result, String operation) {
    if (result < 0) {
      throw new KernelCallFailed(operation, Errno.of(result));
    }
  }

  /** Returns early when called or interrupted by a signal. For the reading thread only. */
  void await(int milliseconds) {
    int result = EPOLL.await(epoll, events, milliseconds);
    if (result < 0 && result != -Errno.EINTR.number()) {
      throw new KernelCallFailed("wait for a ring buffer", Errno.of(result));
    }
    LIBC.read(call, count); // calls up to here are answered; it does not block
  }

  /** Ends a sleep of another thread, or the next one. */
  synchronized void wake() {
    if (!closed) {
      LIBC.write(call, one);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    release(ring, call, epoll);
  }

  private static void release(int... descriptors) {
    for (int descriptor : descriptors) {
      if (descriptor >= 0) {
        LIBC.close(descriptor);
      }
    }
  }
}
