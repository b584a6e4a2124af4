package io.bulwark.stream.fields;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongListReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.access.TextListReader;
import io.bulwark.event.access.TextReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.field.FieldResolution;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.Param;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.container.ContainerTable;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.EventContext;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;
import io.bulwark.stream.state.ThreadInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event with its state, made by hand, and the fields read from it. */
final class Scene {
  static final long NOW = 1_700_000_000_123_456_789L;

  final EventSchema schema = EventSchema.standard();
  final HandMadeState state = new HandMadeState();
  final EventRecord record = new EventRecord();
  final EventContext context = new EventContext(record);
  final ContainerTable containers = new ContainerTable();
  private final FieldResolver resolver = FieldResolver.standard();
  private StandardFieldBinder binder;
  private long number;

  Scene() {
    binder = new StandardFieldBinder(ReaderContext.of(schema, context, state, containers, false));
  }

  Scene strict() {
    binder = new StandardFieldBinder(ReaderContext.of(schema, context, state, containers, true));
    return this;
  }

  boolean containerUnknown() {
    return binder.containerUnknown();
  }

  /** Makes event {@code id} current; numbers, texts, byte arrays or null, in wire order. */
  Scene event(int id, @Nullable Object... values) {
    record.header(NOW, 42, 3, 0, id);
    record.setNumber(++number);
    context.fd = null;
    context.fdNumber = -1;
    EventType type = schema.type(id);
    record.setParamCount(values.length);
    for (int i = 0; i < values.length; i++) {
      byte[] bytes = encode(type.params().get(i), values[i]);
      record.setParam(i, bytes, 0, bytes.length);
    }
    containers.accept(record);
    return this;
  }

  private static byte[] encode(Param param, @Nullable Object value) {
    return switch (value) {
      case null -> new byte[0];
      case String text -> (text + "\0").getBytes(StandardCharsets.UTF_8);
      case byte[] bytes -> bytes;
      case Number number -> {
        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(number.longValue());
        byte[] bytes = new byte[param.type().numberBytes()];
        buffer.get(0, bytes);
        yield bytes;
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  /** A known main thread; the first one made is the event's own. */
  ThreadInfo process(long pid, long ppid, String name, String... args) {
    ThreadInfo thread = new ThreadInfo();
    thread.tid = pid;
    thread.pid = pid;
    thread.ptid = ppid;
    thread.vtid = pid;
    thread.vpid = pid;
    thread.comm = ByteSlice.of(name);
    thread.exe = ByteSlice.of("./" + name);
    thread.exePath = ByteSlice.of("/bin/" + name);
    thread.setCwd(ByteSlice.of("/work/"));
    thread.setArgs(Arrays.stream(args).map(ByteSlice::of).toArray(ByteSlice[]::new));
    thread.containerId = ByteSlice.of("host");
    state.threads.put(pid, thread);
    if (context.thread == null) {
      context.thread = thread;
    }
    return thread;
  }

  /** An open descriptor of the process. */
  FdInfo open(long fd, FdType type, String name) {
    FdInfo info = new FdInfo();
    info.type = type;
    info.name = ByteSlice.of(name);
    info.rawName = ByteSlice.of(name);
    state.fds.put(fd, info);
    return info;
  }

  /** Makes {@code fd} the descriptor of the current event. */
  Scene uses(long fd) {
    context.fd = state.fds.get(fd);
    context.fdNumber = fd;
    return this;
  }

  FieldReader reader(String text) {
    int bracket = text.indexOf('[');
    FieldResolution resolution =
        bracket < 0
            ? resolver.resolve(text, Optional.empty())
            : resolver.resolve(
                text.substring(0, bracket),
                Optional.of(text.substring(bracket + 1, text.length() - 1)));
    FieldRef field =
        switch (resolution) {
          case FieldResolution.Resolved(FieldRef ref) -> ref;
          case FieldResolution.Failed failed -> throw new AssertionError(failed.message());
        };
    FieldReader reader = binder.bind(field);
    if (reader == null) {
      throw new AssertionError("no reader for " + text);
    }
    return reader;
  }

  /** What a test on the field sees: text, or null if missing. */
  @Nullable String text(String field) {
    return reader(field) instanceof TextReader reader
        ? Optional.ofNullable(reader.read()).map(ByteSlice::toString).orElse(null)
        : String.valueOf(number(field));
  }

  long number(String field) {
    return reader(field) instanceof LongReader reader ? reader.read() : LongReader.MISSING;
  }

  /** All values of a field with several; null if missing. */
  @Nullable List<String> list(String field) {
    List<String> values = new ArrayList<>();
    int count =
        switch (reader(field)) {
          case TextListReader r -> {
            int n = r.load();
            for (int i = 0; i < n; i++) {
              values.add(r.get(i).toString());
            }
            yield n;
          }
          case LongListReader r -> {
            int n = r.load();
            for (int i = 0; i < n; i++) {
              values.add(Long.toString(r.get(i)));
            }
            yield n;
          }
          case AddressListReader r -> {
            int n = r.load();
            for (int i = 0; i < n; i++) {
              values.add(r.get(i).toString());
            }
            yield n;
          }
          default -> throw new AssertionError(field + " has one value");
        };
    return count < 0 ? null : values;
  }

  /** What an alert prints. */
  String printed(String field) {
    return reader(field).value().text();
  }
}
