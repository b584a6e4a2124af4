package io.bulwark.rules.match;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.AddressReader;
import io.bulwark.event.access.EventSource;
import io.bulwark.event.access.FieldBinder;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.SyscallEvent;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.Multiplicity;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A source whose current event the test sets: field text → value. A value is a String (bytes as
 * Latin-1), Long, IpAddress, or a List of one of them; absent is missing.
 */
public final class FakeSource implements EventSource {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Integer> reads = new HashMap<>();
  private int kind;
  private int type = 3;
  private long number;
  private boolean unknownContainer;

  public FakeSource set(String field, Object value) {
    values.put(field, value);
    return this;
  }

  public FakeSource event(String typeName) {
    values.clear();
    unknownContainer = false;
    kind = TestRules.SCHEMA.kind(typeName);
    values.put("evt.type", typeName);
    number++;
    return this;
  }

  /** The event's container is known by its id only. */
  public FakeSource unknownContainer() {
    unknownContainer = true;
    return this;
  }

  @Override
  public boolean containerUnknown() {
    return unknownContainer;
  }

  /** How often the field was read since the last call. */
  public int takeReads(String field) {
    Integer count = reads.remove(field);
    return count == null ? 0 : count;
  }

  public void setType(int type) {
    this.type = type;
  }

  public int kind() {
    return kind;
  }

  @Override
  public boolean next() {
    return true;
  }

  @Override
  public SyscallEvent event() {
    return new SyscallEvent() {
      @Override
      public long number() {
        return number;
      }

      @Override
      public long timestamp() {
        return 1_000_000_007L * number;
      }

      @Override
      public long tid() {
        return 7;
      }

      @Override
      public int type() {
        return type;
      }

      @Override
      public int kind() {
        return kind;
      }

      @Override
      public String source() {
        return "syscall";
      }
    };
  }

  @Override
  public FieldBinder binder() {
    return this::bind;
  }

  @Override
  public String hostname() {
    return "test-host";
  }

  @Override
  public void close() {}

  private Object read(FieldRef field) {
    reads.merge(field.text(), 1, Integer::sum);
    return values.get(field.text());
  }

  private FieldReader bind(FieldRef field) {
    boolean many = field.multiplicity() != Multiplicity.ONE;
    return switch (field.type().shape()) {
      case BOOL, SIGNED, UNSIGNED -> many ? new Longs(this, field) : new Number(this, field);
      case TEXT, BYTES -> many ? new Texts(this, field) : new Text(this, field);
      case ADDRESS, NET -> many ? new Addresses(this, field) : new Address(this, field);
    };
  }

  private static FieldValue shown(Object value) {
    return switch (value) {
      case null -> FieldValue.Missing.INSTANCE;
      case Long number -> new FieldValue.Number(number, false, number.toString());
      default -> new FieldValue.Text(value.toString());
    };
  }

  private record Text(FakeSource source, FieldRef field) implements TextReader {
    @Override
    public ByteSlice read() {
      return source.read(field) instanceof String text ? bytes(text) : null;
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }

  private static ByteSlice bytes(String latin) {
    byte[] padded = ("<<" + latin + ">>").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return new ByteSlice(padded, 2, padded.length - 4);
  }

  private record Number(FakeSource source, FieldRef field) implements LongReader {
    @Override
    public long read() {
      return source.read(field) instanceof Long value ? value : MISSING;
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }

  private record Address(FakeSource source, FieldRef field) implements AddressReader {
    @Override
    public IpAddress read() {
      return source.read(field) instanceof IpAddress value ? value : null;
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }

  private record Texts(FakeSource source, FieldRef field) implements TextListReader {
    @Override
    public int load() {
      return source.read(field) instanceof List<?> list ? list.size() : -1;
    }

    @Override
    public ByteSlice get(int index) {
      return bytes((String) ((List<?>) source.values.get(field.text())).get(index));
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }

  private record Longs(FakeSource source, FieldRef field) implements LongListReader {
    @Override
    public int load() {
      return source.read(field) instanceof List<?> list ? list.size() : -1;
    }

    @Override
    public long get(int index) {
      return (Long) ((List<?>) source.values.get(field.text())).get(index);
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }

  private record Addresses(FakeSource source, FieldRef field) implements AddressListReader {
    @Override
    public int load() {
      return source.read(field) instanceof List<?> list ? list.size() : -1;
    }

    @Override
    public IpAddress get(int index) {
      return (IpAddress) ((List<?>) source.values.get(field.text())).get(index);
    }

    @Override
    public FieldValue value() {
      return shown(source.read(field));
    }
  }
}
