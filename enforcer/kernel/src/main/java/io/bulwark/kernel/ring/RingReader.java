package io.bulwark.kernel.ring;

import static io.bulwark.kernel.abi.LibcAbi.LIBC;

import io.bulwark.kernel.error.Errno;
import io.bulwark.kernel.error.KernelCallFailed;
import io.bulwark.kernel.error.ResourceClosed;
import io.bulwark.kernel.load.KernelMap;
import io.bulwark.kernel.load.MapType;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The consumer of a ring buffer map.
 *
 * <p>One thread at a time may poll or drain; a second one is told so. Any thread may {@link #wake}
 * or {@link #close} at any time, also a handler: what is mapped is released when the last call has
 * left. The reader does not need the map's owner any more once it is made.
 */
public final class RingReader implements AutoCloseable {
  private enum State {
    IDLE,
    BUSY,
    CLOSING,
    CLOSED
  }

  private final String name;
  private final Arena arena;
  private final Waiter waiter;
  private final RingCursor cursor;
  private final Drops drops;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  private RingReader(String name, Arena arena, Waiter waiter, RingCursor cursor, Drops drops) {
    this.name = name;
    this.arena = arena;
    this.waiter = waiter;
    this.cursor = cursor;
    this.drops = drops;
  }

  /** A reader that knows nothing of drops. */
  public static RingReader open(KernelMap map) {
    return open(map, Drops.UNCOUNTED);
  }

  /**
   * A reader of {@code map}.
   *
   * @throws KernelCallFailed if it is no ring buffer or cannot be mapped
   */
  public static RingReader open(KernelMap map, Drops drops) {
    if (map.info().type() != MapType.RINGBUF.number()) {
      throw new KernelCallFailed(
          "read events of map `" + map.name() + "`", Errno.EINVAL, "it is not a ring buffer");
    }
    Arena arena = Arena.ofShared();
    try {
      Waiter waiter = Waiter.on(arena, map.withDescriptor(LIBC::duplicate));
      try {
        long size = Integer.toUnsignedLong(map.info().maxEntries());
        RingArea[] area = new RingArea[1];
        map.withDescriptor(number -> {
          area[0] = RingArea.map(arena, number, size);
          return 0;
        });
        RingCursor cursor = new RingCursor(area[0].consumer(), area[0].producer(), area[0].data());
        return new RingReader(map.name(), arena, waiter, cursor, drops);
      } catch (RuntimeException | Error e) {
        waiter.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /** Takes what is there, without waiting: how many records. */
  public int drain(RecordHandler handler) {
    return drain(handler, Integer.MAX_VALUE);
  }

  /** The same, at most {@code limit} records. */
  public int drain(RecordHandler handler, int limit) {
    enter();
    try {
      return cursor.drain(handler, limit);
    } finally {
      leave();
    }
  }

  /**
   * Takes what is there, or waits for something: how many records, 0 after {@code milliseconds}, a
   * {@link #wake} or a close. -1 waits without limit. Producers that suppress wake-ups are seen at
   * the end of the time only.
   */
  public int poll(RecordHandler handler, int milliseconds) {
    enter();
    try {
      int taken = cursor.drain(handler, Integer.MAX_VALUE);
      if (taken > 0) {
        return taken;
      }
      if (!cursor.mayHaveMore() && state.get() == State.BUSY) {
        waiter.await(milliseconds);
      }
      return state.get() == State.BUSY ? cursor.drain(handler, Integer.MAX_VALUE) : 0;
    } finally {
      leave();
    }
  }

  /** Ends the wait of a thread in {@link #poll}, or the next one. */
  public void wake() {
    waiter.wake();
  }

  /** What went through so far; drops are asked for now. */
  public RingStatistics statistics() {
    return new RingStatistics(cursor.records(), cursor.bytes(), cursor.discarded(), drops.total());
  }

  private void enter() {
    if (!state.compareAndSet(State.IDLE, State.BUSY)) {
      if (state.get() == State.BUSY) {
        throw new IllegalStateException(
            "ring buffer `" + name + "` has one consumer, and another thread is reading");
      }
      throw new ResourceClosed("ring buffer reader `" + name + "`");
    }
  }

  private void leave() {
    if (!state.compareAndSet(State.BUSY, State.IDLE)) {
      release();
    }
  }

  /** Does not wait: a thread that is inside releases everything when it leaves. */
  @Override
  public void close() {
    while (true) {
      switch (state.get()) {
        case IDLE -> {
          if (state.compareAndSet(State.IDLE, State.CLOSING)) {
            release();
            return;
          }
        }
        case BUSY -> {
          if (state.compareAndSet(State.BUSY, State.CLOSING)) {
            waiter.wake();
            return;
          }
        }
        case CLOSING, CLOSED -> {
          return;
        }
      }
    }
  }

  private void release() {
    state.set(State.CLOSED);
    waiter.close();
    arena.close();
  }
}
