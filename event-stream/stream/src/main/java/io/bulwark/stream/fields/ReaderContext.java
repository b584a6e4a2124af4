package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/**
 * What all readers of one stream share.
 *
 * @param strict whether to keep upstream behaviour that is otherwise corrected
 */
record ReaderContext(
    EventSchema schema,
    EventContext current,
    StateView state,
    ContainerView containers,
    boolean strict,
    ParamTables tables,
    ErrnoNames errnos,
    SignalNames signals) {
  /** What upstream prints for text that it does not know. */
  static final ByteSlice NOT_AVAILABLE = ByteSlice.of("<NA>");

  private static final ByteSlice NOTHING = new ByteSlice();
  private static final ByteSlice HOST = ByteSlice.of("host");

  static ReaderContext of(
      EventSchema schema,
      EventContext current,
      StateView state,
      ContainerTable containers,
      boolean strict) {
    return new ReaderContext(
        schema,
        current,
        state,
        new ContainerView(current, containers),
        strict,
        ParamTables.of(schema),
        ErrnoNames.standard(),
        SignalNames.standard());
  }

  /** A finder of directories for one reader. */
  Directories directories() {
    return new Directories(this);
  }

  /** The container's id as far as the thread's cgroups tell; empty for the host. */
  ByteSlice containerIdOrEmpty(ThreadInfo thread) {
    return thread.containerId.contentEquals(HOST) ? NOTHING : thread.containerId;
  }

  EventRecord event() {
    return current.event();
  }

  @Nullable ThreadInfo thread() {
    return current.thread;
  }

  EventType type() {
    return schema.type(current.event().type());
  }

  /** Whether the event has a syscall result: an instrumented exit event that is not generic. */
  boolean hasResult() {
    EventRecord event = current.event();
    return event.type() != EventIds.GENERIC
        && !event.isEnter()
        && event.paramCount() > 0
        && type().is(EventType.Flag.SYSCALL);
  }

  /** The result, always the first parameter; 0 if the capture left it out. */
  long result() {
    EventRecord event = current.event();
    return switch (event.length(0)) {
      case 4 -> event.i32(0);
      case 8 -> event.i64(0);
      default -> 0;
    };
  }
}
