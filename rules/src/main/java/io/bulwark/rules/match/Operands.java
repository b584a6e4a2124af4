package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.policy.ir.Operand;
import io.bulwark.policy.ir.Transformer;
import java.util.List;

/** Binds operands, transformers included, to readers of one source. */
public final class Operands {
  private final FieldBinder binder;

  /** Operands over the fields of {@code binder}. */
  public Operands(FieldBinder binder) {
    this.binder = binder;
  }

  /**
   * A new reader of {@code operand}.
   *
   * @throws IllegalArgumentException if the source can never supply a field in it
   */
  public FieldReader bind(Operand operand) {
    return switch (operand) {
      case Operand.FieldOperand(FieldRef field) -> field(field);
      case Operand.TextOperand(String text) -> constant(text);
      case Operand.ListOperand(List<Operand> items) -> new Transforms.Joined(lists(items));
      case Operand.TransformOperand transform -> transform(transform);
    };
  }

  private FieldReader field(FieldRef field) {
    FieldReader reader = binder.bind(field);
    if (reader == null) {
      throw new IllegalArgumentException("no source for field " + field.text());
    }
    return reader;
  }

  private static TextReader constant(String text) {
    ByteSlice bytes = ByteSlice.of(text);
    return new Transforms.Text(() -> bytes);
  }

  private TextListReader[] lists(List<Operand> items) {
    TextListReader[] readers = new TextListReader[items.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = Transforms.asList(bind(items.get(i)));
    }
    return readers;
  }

  private FieldReader transform(Operand.TransformOperand transform) {
    List<Operand> args = transform.args();
    return switch (transform.transformer()) {
      case TOLOWER, TOUPPER, B64, BASENAME ->
          mapped(transform.transformer(), bind(args.getFirst()));
      case LEN -> length(bind(args.getFirst()));
      case JOIN -> join(text(args.get(0)), Transforms.asList(bind(args.get(1))));
      case CONCAT -> concat(args);
      case GETOPT ->
          Getopt.reader(
              Transforms.asList(bind(args.get(0))), text(args.get(1)), transform.option());
    };
  }

  private TextReader text(Operand operand) {
    if (bind(operand) instanceof TextReader reader) {
      return reader;
    }
    throw new IllegalArgumentException("not a single text: " + operand);
  }

  private static FieldReader mapped(Transformer transformer, FieldReader reader) {
    Transforms.TextFunction function = function(transformer);
    return switch (reader) {
      case TextReader text ->
          new Transforms.Text(() -> {
            ByteSlice value = text.read();
            return value == null ? null : function.apply(value);
          });
      case TextListReader list -> new Transforms.TextList(list, function);
      case LongReader r -> throw notText();
      case LongListReader r -> throw notText();
      case AddressReader r -> throw notText();
      case AddressListReader r -> throw notText();
    };
  }

  private static IllegalArgumentException notText() {
    return new IllegalArgumentException("not a text");
  }

  private static Transforms.TextFunction function(Transformer transformer) {
    TextBuilder buffer = new TextBuilder();
    return switch (transformer) {
      case TOLOWER -> value -> cased(value, buffer, false);
      case TOUPPER -> value -> cased(value, buffer, true);
      case BASENAME -> {
        ByteSlice slice = new ByteSlice();
        yield value -> {
          int start = value.lastIndexOf((byte) '/') + 1;
          return slice.set(value.array(), value.offset() + start, value.length() - start);
        };
      }
      case B64 -> value -> Base64Text.decode(value, buffer);
      case LEN, JOIN, CONCAT, GETOPT -> throw new IllegalArgumentException("" + transformer);
    };
  }

  private static ByteSlice cased(ByteSlice value, TextBuilder buffer, boolean upper) {
    buffer.clear();
    for (int i = 0; i < value.length(); i++) {
      byte b = value.at(i);
      buffer.add(upper ? Bytes.upper(b) : Bytes.lower(b));
    }
    return buffer.slice();
  }

  private static LongReader length(FieldReader reader) {
    return switch (reader) {
      case TextReader text ->
          new Transforms.Number(() -> {
            ByteSlice value = text.read();
            return value == null ? LongReader.MISSING : value.length();
          });
      case TextListReader list -> count(list::load);
      case LongListReader list -> count(list::load);
      case AddressListReader list -> count(list::load);
      case LongReader r -> throw notText();
      case AddressReader r -> throw notText();
    };
  }

  private static LongReader count(java.util.function.IntSupplier load) {
    return new Transforms.Number(() -> {
      int count = load.getAsInt();
      return count < 0 ? LongReader.MISSING : count;
    });
  }

  private static TextReader join(TextReader separator, TextListReader list) {
    TextBuilder buffer = new TextBuilder();
    return new Transforms.Text(() -> {
      ByteSlice between = separator.read();
      int count = list.load();
      if (between == null || count < 0) {
        return null;
      }
      buffer.clear();
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          buffer.add(between);
        }
        buffer.add(list.get(i));
      }
      return buffer.slice();
    });
  }

  private TextReader concat(List<Operand> args) {
    TextReader[] parts = new TextReader[args.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = text(args.get(i));
    }
    TextBuilder buffer = new TextBuilder();
    return new Transforms.Text(() -> {
      buffer.clear();
      for (TextReader part : parts) {
        ByteSlice value = part.read();
        if (value == null) {
          return null;
        }
        buffer.add(value);
      }
      return buffer.slice();
    });
  }
}
