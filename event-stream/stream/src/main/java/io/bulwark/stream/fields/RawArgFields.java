package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.rawarg.NAME}: the parameter in its own type. The field's type was chosen at load; an
 * event whose parameter is of another kind (text where a number is expected) reads as missing.
 */
final class RawArgFields {
  private final ReaderContext context;
  private final byte[] indexes;

  RawArgFields(ReaderContext context, String name) {
    this.context = context;
    indexes = context.tables().indexOf(name);
  }

  FieldReader bind(FieldRef field) {
    return switch (field.type().shape()) {
      case BOOL, SIGNED, UNSIGNED -> new NumberReader(field);
      case TEXT -> new TextField(field, new TextSource());
      case BYTES -> new TextField(field, new BytesSource());
      case ADDRESS, NET -> new AddressField(field, new AddressSource());
    };
  }

  /** The parameter's index in the current event, or -1. */
  private int index() {
    EventRecord event = context.event();
    int index = indexes[event.type()];
    return index < event.paramCount() ? index : -1;
  }

  private Param param(int index) {
    return context.type().params().get(index);
  }

  private final class NumberReader implements LongReader {
    private final FieldRef field;

    NumberReader(FieldRef field) {
      this.field = field;
    }

    @Override
    public String toString() {
      return field.text();
    }

    @Override
    public long read() {
      int index = index();
      if (index < 0) {
        return MISSING;
      }
      ParamType type = param(index).type();
      int size = type.numberBytes();
      EventRecord event = context.event();
      return size == 0 || event.length(index) < size
          ? MISSING
          : RawValue.read(type, event.array(index), event.offset(index));
    }

    /** Prints in the format of the parameter itself: octal and hexadecimal ones are text. */
    @Override
    public FieldValue value() {
      long value = read();
      if (value == MISSING) {
        return FieldValue.Missing.INSTANCE;
      }
      Param param = param(index());
      long bits = value & RawValue.mask(param.type());
      return switch (param.format()) {
        case HEX -> new FieldValue.Text(Long.toHexString(bits).toUpperCase(java.util.Locale.ROOT));
        case OCT -> new FieldValue.Text(Long.toOctalString(bits));
        case NA, DEC, PADDED_DEC, ID, DIR -> LongField.value(field, value);
      };
    }
  }

  private final class TextSource implements TextField.Source {
    private final ByteSlice text = new ByteSlice();

    @Override
    public @Nullable ByteSlice read() {
      int index = index();
      if (index < 0) {
        return null;
      }
      ParamType type = param(index).type();
      return type == ParamType.CHARBUF || type.isPath()
          ? ParamText.text(context.event(), index, text)
          : null;
    }
  }

  private final class BytesSource implements TextField.Source {
    private final ByteSlice bytes = new ByteSlice();

    @Override
    public @Nullable ByteSlice read() {
      int index = index();
      EventRecord event = context.event();
      return index < 0 || event.length(index) == 0
          ? null
          : bytes.set(event.array(index), event.offset(index), event.length(index));
    }
  }

  private final class AddressSource implements AddressField.Source {
    private final IpAddress address = new IpAddress();

    @Override
    public @Nullable IpAddress read() {
      int index = index();
      EventRecord event = context.event();
      if (index < 0) {
        return null;
      }
      byte[] array = event.array(index);
      int offset = event.offset(index);
      return switch (event.length(index)) {
        case 4 -> address.setV4((int) AddressText.bigEndian32(array, offset));
        case 16 ->
            address.setV6(
                AddressText.bigEndian64(array, offset), AddressText.bigEndian64(array, offset + 8));
        default -> null;
      };
    }
  }
}
