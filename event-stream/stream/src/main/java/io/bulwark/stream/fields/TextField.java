package io.bulwark.stream.fields;

import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/** A text field whose bytes come from a {@link Source}. */
final class TextField implements TextReader {
  /** Reads the text of the current event. */
  interface Source {
    /** The bytes, valid until the next call; null if missing. */
    @Nullable ByteSlice read();
  }

  private final FieldRef field;
  private final Source source;

  TextField(FieldRef field, Source source) {
    this.field = field;
    this.source = source;
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public @Nullable ByteSlice read() {
    return source.read();
  }

  @Override
  public FieldValue value() {
    ByteSlice text = source.read();
    return text == null ? FieldValue.Missing.INSTANCE : new FieldValue.Text(text.toString());
  }
}
