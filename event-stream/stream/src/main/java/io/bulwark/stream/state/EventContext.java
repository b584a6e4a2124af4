package io.bulwark.stream.state;

import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/**
 * The current event with the state it refers to: what field readers read. One per stream, updated
 * by the state engine before each event is delivered.
 */
public final class EventContext {
  private final EventRecord event;

  /** The thread of the event; null for events without one, a placeholder if the tid is unknown. */
  public @Nullable ThreadInfo thread;

  /** The descriptor the event uses or created; null if none or unknown. */
  public @Nullable FdInfo fd;

  /** The descriptor's number; valid if {@link #hasFdNumber}. */
  public long fdNumber;

  /** Whether the event names a descriptor, known or not. */
  public boolean hasFdNumber;

  /** Whether this event changed the descriptor's name ({@code fd.name_changed}). */
  public boolean fdNameChanged;

  public EventContext(EventRecord event) {
    this.event = event;
  }

  public EventRecord event() {
    return event;
  }
}
