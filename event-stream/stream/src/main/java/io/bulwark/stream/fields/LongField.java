package io.bulwark.stream.fields;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldType;

/** A numeric or boolean field whose value comes from a {@link Source}. */
final class LongField implements LongReader {
  /** Reads the number of the current event. */
  interface Source {
    /** The value, or {@link LongReader#MISSING}. */
    long read();
  }

  /** Reads a yes-or-no of the current event. */
  interface Test {
    boolean read();
  }

  private final FieldRef field;
  private final Source source;

  LongField(FieldRef field, Source source) {
    this.field = field;
    this.source = source;
  }

  static LongField of(FieldRef field, Test test) {
    return new LongField(field, () -> test.read() ? 1 : 0);
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public long read() {
    return source.read();
  }

  @Override
  public FieldValue value() {
    return value(field, source.read());
  }

  /**
   * A number as alerts show it: hexadecimal and octal ones are text in JSON too, padded ones are
   * not.
   */
  static FieldValue value(FieldRef field, long value) {
    if (value == MISSING) {
      return FieldValue.Missing.INSTANCE;
    }
    if (field.type() == FieldType.BOOL) {
      return new FieldValue.Bool(value != 0);
    }
    boolean unsigned = field.type().shape() == FieldType.Shape.UNSIGNED;
    if (field.def().is(Trait.HEX)) {
      return new FieldValue.Text(hex(value, field.type().bits()));
    }
    String text = unsigned ? Long.toUnsignedString(value) : Long.toString(value);
    if (field.def().is(Trait.PADDED)) {
      text = "0".repeat(Math.max(0, 9 - text.length())) + text;
    }
    return new FieldValue.Number(value, unsigned, text);
  }

  private static String hex(long value, int bits) {
    long mask = bits == 64 ? -1 : (1L << bits) - 1;
    return Long.toHexString(value & mask).toUpperCase(java.util.Locale.ROOT);
  }
}
