package io.bulwark.event.access;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Reads a text or byte-buffer field. */
public non-sealed interface TextReader extends FieldReader {
  /** The bytes, valid until the next event or the next call on this reader; null if missing. */
  @Nullable ByteSlice read();
}
