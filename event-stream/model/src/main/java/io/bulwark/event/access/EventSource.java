package io.bulwark.event.access;

/**
 * Delivers events one at a time, each with the state (threads, descriptors, users) as it was when
 * the event happened.
 */
public interface EventSource extends AutoCloseable {
  /**
   * Moves to the next event that rules may see.
   *
   * @return false at the end of the stream; {@link #event()} is then no longer valid
   */
  boolean next();

  /** The current event: always the same object. */
  SyscallEvent event();

  /** Readers bound to this source's current event. */
  FieldBinder binder();

  /**
   * Whether the current event's process runs in a container of which nothing but its id is known,
   * so that fields of its metadata are missing.
   */
  default boolean containerUnknown() {
    return false;
  }

  /** Host name of the machine the events come from; empty if unknown. */
  String hostname();

  @Override
  void close();
}
