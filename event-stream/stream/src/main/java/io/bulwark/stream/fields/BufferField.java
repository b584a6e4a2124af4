package io.bulwark.stream.fields;

import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/** {@code evt.buffer}: tests see the bytes, outputs the printable ones with dots for the rest. */
final class BufferField implements TextReader {
  private final FieldRef field;
  private final ReaderContext context;
  private final byte[] indexes;
  private final ByteSlice bytes = new ByteSlice();

  BufferField(FieldRef field, ReaderContext context) {
    this.field = field;
    this.context = context;
    indexes = context.tables().indexOf("data");
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public @Nullable ByteSlice read() {
    EventRecord event = context.event();
    int index = indexes[event.type()];
    return index < 0 || !event.has(index)
        ? null
        : bytes.set(event.array(index), event.offset(index), event.length(index));
  }

  @Override
  public FieldValue value() {
    EventRecord event = context.event();
    int index = indexes[event.type()];
    if (index < 0 || index >= event.paramCount()) {
      return FieldValue.Missing.INSTANCE;
    }
    ParamText text = new ParamText(context);
    text.render(index);
    return new FieldValue.Text(text.raw().toString());
  }
}
