package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/** {@code evt.type} and {@code syscall.type}: the text of each event id, made once. */
final class EventName {
  /** More than the generic event can name; its own table is checked again when it is read. */
  private static final int MOST_SYSCALLS = 2048;

  private final ReaderContext context;
  private final boolean syscallsOnly;
  private final ByteSlice[] byType;
  private final ByteSlice[] bySyscall = new ByteSlice[MOST_SYSCALLS];
  private final ByteSlice ownName = new ByteSlice();

  EventName(ReaderContext context, boolean syscallsOnly) {
    this.context = context;
    this.syscallsOnly = syscallsOnly;
    EventSchema schema = context.schema();
    byType = new ByteSlice[schema.size()];
    for (EventType type : schema.types()) {
      byType[type.id()] = ByteSlice.of(type.name());
    }
    for (int i = 0; i < MOST_SYSCALLS; i++) {
      bySyscall[i] = ByteSlice.of(schema.syscallName(i));
    }
  }

  @Nullable ByteSlice read() {
    EventRecord event = context.event();
    int type = event.type();
    if (syscallsOnly && !context.type().is(EventType.Flag.SYSCALL)) {
      return null;
    }
    if (type == EventIds.GENERIC) {
      int id = event.has(0) && event.length(0) >= Short.BYTES ? event.u16(0) : 0;
      return bySyscall[Math.min(id, MOST_SYSCALLS - 1)];
    }
    if (type == EventIds.ASYNC && !syscallsOnly && event.paramCount() > 1) {
      return ParamText.text(event, 1, ownName);
    }
    return byType[type];
  }
}
