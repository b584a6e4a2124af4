package io.bulwark.rules.match;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.value.ByteSlice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readers of transformed values. Each owns its buffer and allocates only to enlarge it. */
final class Transforms {
  /** Computes a text; null if missing. */
  @FunctionalInterface
  interface TextFunction {
    @Nullable ByteSlice apply(ByteSlice value);
  }

  private Transforms() {}

  /** A text computed by {@code source}. */
  record Text(Supplier<@Nullable ByteSlice> source) implements TextReader {
    @Override
    public @Nullable ByteSlice read() {
      return source.get();
    }

    @Override
    public FieldValue value() {
      ByteSlice text = read();
      return text == null ? FieldValue.Missing.INSTANCE : new FieldValue.Text(text.toString());
    }
  }

  /** A number computed by {@code source}. */
  record Number(java.util.function.LongSupplier source) implements LongReader {
    @Override
    public long read() {
      return source.getAsLong();
    }

    @Override
    public FieldValue value() {
      long number = read();
      return number == MISSING
          ? FieldValue.Missing.INSTANCE
          : new FieldValue.Number(number, true, Long.toUnsignedString(number));
    }
  }

  /** Several texts, each transformed; one that cannot be makes the whole missing. */
  static final class TextList implements TextListReader {
    private final TextListReader source;
    private final TextFunction function;

    TextList(TextListReader source, TextFunction function) {
      this.source = source;
      this.function = function;
    }

    @Override
    public int load() {
      int count = source.load();
      for (int i = 0; i < count; i++) {
        if (function.apply(source.get(i)) == null) {
          return -1;
        }
      }
      return count;
    }

    @Override
    public ByteSlice get(int index) {
      ByteSlice value = function.apply(source.get(index));
      if (value == null) {
        throw new IllegalStateException("value changed between load and get");
      }
      return value;
    }

    @Override
    public FieldValue value() {
      return TextLists.value(this);
    }
  }

  /** The values of several operands, in order; missing if one of them is. */
  static final class Joined implements TextListReader {
    private final TextListReader[] items;

    Joined(TextListReader[] items) {
      this.items = items;
    }

    @Override
    public int load() {
      int sum = 0;
      for (TextListReader item : items) {
        int count = item.load();
        if (count < 0) {
          return -1;
        }
        sum += count;
      }
      return sum;
    }

    @Override
    public ByteSlice get(int index) {
      int rest = index;
      for (TextListReader item : items) {
        int count = item.load();
        if (rest < count) {
          return item.get(rest);
        }
        rest -= Math.max(count, 0);
      }
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public FieldValue value() {
      return TextLists.value(this);
    }
  }

  /** A single text as a list of one. */
  record One(TextReader reader, ByteSlice[] held) implements TextListReader {
    One(TextReader reader) {
      this(reader, new ByteSlice[] {new ByteSlice()});
    }

    @Override
    public int load() {
      ByteSlice value = reader.read();
      if (value == null) {
        return -1;
      }
      held[0] = value;
      return 1;
    }

    @Override
    public ByteSlice get(int index) {
      return held[index];
    }

    @Override
    public FieldValue value() {
      return reader.value();
    }
  }

  /** Any text reader as a list. */
  static TextListReader asList(FieldReader reader) {
    return switch (reader) {
      case TextListReader list -> list;
      case TextReader text -> new One(text);
      default -> throw new IllegalArgumentException("not a text: " + reader);
    };
  }
}
