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

  /** The number of the descriptor the event uses, known or not; -1 if none. */
  public long fdNumber = -1;

  /** Whether this event changed the descriptor's name ({@code fd.name_changed}). */
  public boolean fdNameChanged;

  /** The error of a failed syscall as a positive errno; 0 if none. */
  public long error;

  /** Time of the delivered event before this one; 0 if this is the first. */
  public long previousTimestamp;

  /** Time of the first event that is not a meta-event; 0 until then. */
  public long firstTimestamp;

  public EventContext(EventRecord event) {
    this.event = event;
  }

  public EventRecord event() {
    return event;
  }
}
