package io.bulwark.stream.robust;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.fixtures.HostileInputs.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader with a planted bug, which only an event with a damaged time brings out. */
final class BrokenReader implements AutoCloseable {
  /** What the reader does, and as what it must be found. */
  enum Fault {
    THROWS(Finding.Thrown.class),
    HANGS(Finding.Hang.class),
    HOARDS(Finding.Memory.class);

    private final Class<? extends Finding> finding;

    Fault(Class<? extends Finding> finding) {
      this.finding = finding;
    }

    Class<? extends Finding> finding() {
      return finding;
    }
  }

  /** What the planted bug throws. */
  static final class Planted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final int CHUNK = 16 << 20;
  private static final int CHUNKS = 33; // 528 MB

  private final Fault fault;
  private final long lastTime;
  private final AtomicBoolean once = new AtomicBoolean();
  private final List<byte[]> hoard = new ArrayList<>();
  private volatile boolean closed;

  BrokenReader(Fault fault, long lastTime) {
    this.fault = fault;
    this.lastTime = lastTime;
  }

  static EveryField.Extra throwing(long lastTime) {
    return new BrokenReader(Fault.THROWS, lastTime)::bind;
  }

  FieldReader bind(SyscallEvent event) {
    return new LongReader() {
      @Override
      public long read() {
        if (event.timestamp() > lastTime || event.timestamp() < 0) {
          misbehave();
        }
        return 0;
      }

      @Override
      public FieldValue value() {
        return new FieldValue.Number(read(), false, "0");
      }
    };
  }

  private void misbehave() {
    switch (fault) {
      case THROWS -> throw new Planted();
      case HANGS -> {
        while (!closed) {
          Thread.onSpinWait();
        }
      }
      case HOARDS -> {
        if (once.compareAndSet(false, true)) { // twice would not fit into the heap
          for (int i = 0; i < CHUNKS; i++) {
            hoard.add(new byte[CHUNK]);
          }
        }
      }
    }
  }

  /** Lets threads go that still hang. */
  @Override
  public void close() {
    closed = true;
  }
}
