package io.bulwark.stream.fields;

import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.ThreadInfo;
import org.jspecify.annotations.Nullable;

/** The descriptor of the current event, as all {@code fd.*} fields see it. */
final class FdAccess {
  private final ReaderContext context;
  private final boolean[] usesFd;

  FdAccess(ReaderContext context) {
    this.context = context;
    usesFd = context.tables().usesFd();
  }

  /** The thread, if the event creates, uses or closes a descriptor; else null. */
  @Nullable ThreadInfo thread() {
    return usesFd[context.event().type()] ? context.thread() : null;
  }

  /** The descriptor's number, -1 if the event got none. */
  long number() {
    return context.current().fdNumber;
  }

  /** The descriptor of an event that {@link #thread} accepted; null if unknown. */
  @Nullable FdInfo of(ThreadInfo thread) {
    FdInfo fd = context.current().fd;
    return fd != null || number() == -1 ? fd : context.state().fd(thread, number());
  }

  /** Both steps at once: null if the event uses no descriptor or an unknown one. */
  @Nullable FdInfo fd() {
    ThreadInfo thread = thread();
    return thread == null ? null : of(thread);
  }
}
