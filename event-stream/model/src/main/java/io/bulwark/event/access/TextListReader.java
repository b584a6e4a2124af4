package io.bulwark.event.access;

import io.bulwark.event.value.ByteSlice;

/** Reads a field with several text values, such as all ancestors or both ends of a connection. */
public non-sealed interface TextListReader extends FieldReader {
  /** Loads the values of the current event: their count (0 is a value), or -1 if missing. */
  int load();

  /** Value {@code index} of the last {@link #load()}, valid until the next call on this reader. */
  ByteSlice get(int index);
}
