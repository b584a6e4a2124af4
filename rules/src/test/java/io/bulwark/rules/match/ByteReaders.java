package io.bulwark.rules.match;

import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldType.Shape;
import io.bulwark.event.value.ByteSlice;

/** Readers that allocate nothing: texts count through 100,000 values, numbers are a counter. */
final class ByteReaders implements FieldBinder {
  private final byte[] text = "/etc/v0000000".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private final ByteSlice path = new ByteSlice(text, 0, text.length);
  private final ByteSlice name = new ByteSlice(text, 5, text.length - 5);
  private long count;

  void next() {
    count++;
    long rest = count % 100_000;
    for (int i = text.length - 1; i > 5; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  @Override
  public FieldReader bind(FieldRef field) {
    if (field.type().shape() != Shape.TEXT) {
      return new Counter(field, this);
    }
    return new Text(field, field.def().name().equals("fd.name") ? path : name);
  }

  private record Text(FieldRef field, ByteSlice slice) implements TextReader {
    @Override
    public ByteSlice read() {
      return slice;
    }

    @Override
    public FieldValue value() {
      return new FieldValue.Text(slice.toString());
    }
  }

  private record Counter(FieldRef field, ByteReaders owner) implements LongReader {
    @Override
    public long read() {
      return owner.count;
    }

    @Override
    public FieldValue value() {
      return FieldValue.Missing.INSTANCE;
    }
  }
}
