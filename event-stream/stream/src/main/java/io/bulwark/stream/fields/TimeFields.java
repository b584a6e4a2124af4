package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.schema.EventType.Flag;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fields every event has: number, times, source, host. */
final class TimeFields {
  private static final long NANOS = 1_000_000_000L;

  private final ReaderContext context;
  private final boolean[] meta;
  private final ZoneId zone = ZoneId.systemDefault();

  TimeFields(ReaderContext context) {
    this.context = context;
    meta = context.tables().with(Flag.METAEVENT);
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "evt.num" -> new LongField(field, () -> context.event().number());
      case "evt.time", "evt.outputtime" -> clock(field, ts -> TimeText.clock(ts, zone, true));
      case "evt.time.s" -> clock(field, ts -> TimeText.clock(ts, zone, false));
      case "evt.time.iso8601" -> clock(field, TimeText::iso8601);
      case "evt.datetime" -> clock(field, ts -> TimeText.dateAndClock(ts, zone, true));
      case "evt.datetime.s" -> clock(field, ts -> TimeText.dateAndClock(ts, zone, false));
      case "evt.rawtime" -> time(field, ts -> ts);
      case "evt.rawtime.s" -> time(field, ts -> Long.divideUnsigned(ts, NANOS));
      case "evt.rawtime.ns" -> time(field, ts -> Long.remainderUnsigned(ts, NANOS));
      case "evt.reltime" -> sinceFirst(field, passed -> passed);
      case "evt.reltime.s" -> sinceFirst(field, passed -> passed / NANOS);
      case "evt.reltime.ns" -> sinceFirst(field, passed -> passed % NANOS);
      case "evt.deltatime" -> sinceLast(field, passed -> passed);
      case "evt.deltatime.s" -> sinceLast(field, passed -> passed / NANOS);
      case "evt.deltatime.ns" -> sinceLast(field, passed -> passed % NANOS);
      case "evt.source" -> constant(field, ByteSlice.of(context.event().source()));
      case "evt.pluginname", "evt.plugininfo" -> new TextField(field, () -> null);
      case "evt.hostname" -> new TextField(field, hostname());
      case "evt.is_async" -> LongField.of(field, () -> meta[context.event().type()]);
      case "evt.asynctype" -> asyncType(field);
      default -> null;
    };
  }

  private static TextField constant(FieldRef field, ByteSlice text) {
    return new TextField(field, () -> text);
  }

  private LongField time(FieldRef field, LongUnaryOperator of) {
    return new LongField(field, () -> of.applyAsLong(context.event().timestamp()));
  }

  private LongField sinceFirst(FieldRef field, LongUnaryOperator of) {
    return new LongField(
        field,
        () -> of.applyAsLong(context.event().timestamp() - context.state().firstTimestamp()));
  }

  /** Measured between the events that this very reader was asked about, as upstream does. */
  private LongField sinceLast(FieldRef field, LongUnaryOperator of) {
    return new LongField(
        field,
        new LongField.Source() {
          private long lastNumber = -1;
          private long lastTime;
          private long passed;

          @Override
          public long read() {
            EventRecord event = context.event();
            if (event.number() != lastNumber) {
              passed = lastNumber < 0 ? 0 : event.timestamp() - lastTime;
              lastNumber = event.number();
              lastTime = event.timestamp();
            }
            return of.applyAsLong(passed);
          }
        });
  }

  private TextField.Source hostname() {
    return new TextField.Source() {
      private String shown = "";
      private ByteSlice text = new ByteSlice();

      @Override
      public @Nullable ByteSlice read() {
        String name = context.state().hostname();
        if (!name.equals(shown)) {
          shown = name;
          text = ByteSlice.of(name);
        }
        return text;
      }
    };
  }

  private TextField asyncType(FieldRef field) {
    EventName name = new EventName(context, false);
    return new TextField(field, () -> meta[context.event().type()] ? name.read() : null);
  }

  private TextReader clock(FieldRef field, LongFunction<String> format) {
    return new ClockField(field, context, format);
  }

  /** A formatted time: text in tests and messages, the plain nanoseconds in JSON. */
  private record ClockField(FieldRef field, ReaderContext context, LongFunction<String> format)
      implements TextReader {
    @Override
    public String toString() {
      return field.text();
    }

    @Override
    public ByteSlice read() {
      String text = format.apply(context.event().timestamp());
      return ByteSlice.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public FieldValue value() {
      long timestamp = context.event().timestamp();
      return new FieldValue.Number(timestamp, false, format.apply(timestamp));
    }
  }
}
