package io.bulwark.event.access;

/**
 * The current event of a stream: a view that is re-pointed for every event and valid until the next
 * one.
 */
public interface SyscallEvent {
  /** Delivered events so far, this one included; the first is 1 ({@code evt.num}). */
  long number();

  /** Nanoseconds since the epoch. */
  long timestamp();

  /** The thread that caused the event; -1 if none. */
  long tid();

  /** Event id in the {@link io.bulwark.event.schema.EventSchema}. */
  int type();

  /** Dense code of the event's name ({@code evt.type}); a matcher dispatches on it. */
  int kind();

  /** Name of the source, {@code syscall} for everything but plugin events. */
  String source();
}
