package io.bulwark.event.access;

/** Reads a field with several numeric values, such as all ancestors' pids or both ports. */
public non-sealed interface LongListReader extends FieldReader {
  /** Loads the values of the current event: their count (0 is a value), or -1 if missing. */
  int load();

  /** Value {@code index} of the last {@link #load()}. */
  long get(int index);
}
