package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/** {@code evt.type} and {@code syscall.type}. */
final class EventName {
  private final ReaderContext context;
  private final boolean syscallsOnly;
  private final EventTexts texts;
  private final ByteSlice ownName = new ByteSlice();

  EventName(ReaderContext context, boolean syscallsOnly) {
    this.context = context;
    this.syscallsOnly = syscallsOnly;
    texts = EventTexts.of(context.schema());
  }

  @Nullable ByteSlice read() {
    EventRecord event = context.event();
    int type = event.type();
    if (syscallsOnly && !context.type().is(EventType.Flag.SYSCALL)) {
      return null;
    }
    if (type == EventIds.GENERIC) {
      int id = event.has(0) && event.length(0) >= Short.BYTES ? event.u16(0) : 0;
      return texts.syscall(id);
    }
    if (type == EventIds.ASYNC && !syscallsOnly && event.paramCount() > 1) {
      return ParamText.text(event, 1, ownName);
    }
    return texts.types()[type];
  }
}
