package io.bulwark.stream.fields;

import io.bulwark.event.access.FieldReader;
import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldArg;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.EventType.Flag;
import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.record.EventRecord;
import io.bulwark.stream.state.FdInfo;
import org.jspecify.annotations.Nullable;

/** Fields of the event's type, parameters, result and kind of activity. */
final class EvtFields {
  private static final ByteSlice ENTER = ByteSlice.of(">");
  private static final ByteSlice EXIT = ByteSlice.of("<");
  private static final ByteSlice READ = ByteSlice.of("read");
  private static final ByteSlice WRITE = ByteSlice.of("write");
  private static final ByteSlice NO_LATENCY = ByteSlice.of("0ns");
  private static final byte[] SYSLOG = ParamText.ascii("/dev/log");

  private final ReaderContext context;
  private final boolean[] reads;
  private final boolean[] writes;

  EvtFields(ReaderContext context) {
    this.context = context;
    reads = context.tables().with(Flag.READS_FROM_FD);
    writes = context.tables().with(Flag.WRITES_TO_FD);
  }

  @Nullable FieldReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "evt.latency",
          "evt.latency.s",
          "evt.latency.ns",
          "evt.latency.quantized",
          "evt.wait_latency" ->
          new LongField(field, () -> 0);
      case "evt.latency.human" -> new TextField(field, () -> NO_LATENCY);
      case "evt.dir" -> new TextField(field, () -> context.event().isEnter() ? ENTER : EXIT);
      case "evt.type" -> new TextField(field, new EventName(context, false)::read);
      case "syscall.type" -> new TextField(field, new EventName(context, true)::read);
      case "evt.type.is" -> typeIs(field);
      case "evt.category" -> new TextField(field, new Category(context)::read);
      case "evt.cpu" -> new LongField(field, () -> context.event().cpu());
      case "evt.args", "evt.info" -> new TextField(field, new AllArguments(context)::read);
      case "evt.arg" -> argument(field);
      case "evt.rawarg" -> rawArgument(field);
      case "evt.buffer" -> new BufferField(field, context);
      case "evt.res" -> new TextField(field, new ResultName(context)::read);
      case "evt.rawres" ->
          new LongField(field, () -> context.hasResult() ? context.result() : LongReader.MISSING);
      case "evt.is_io" -> LongField.of(field, () -> reads[typeId()] || writes[typeId()]);
      case "evt.is_io_read" -> flag(field, Flag.READS_FROM_FD);
      case "evt.is_io_write" -> flag(field, Flag.WRITES_TO_FD);
      case "evt.io_dir" ->
          new TextField(field, () -> writes[typeId()] ? WRITE : reads[typeId()] ? READ : null);
      case "evt.is_wait" -> flag(field, Flag.WAITS);
      case "evt.is_syslog" ->
          LongField.of(field, () -> writes[typeId()] && isSyslog(context.current().fd));
      case "evt.around" -> around(field);
      case "evt.abspath" -> AbsolutePath.bind(field, context);
      case "evt.infra.docker.name" -> infrastructure(field, "Event");
      case "evt.infra.docker.container.id" -> infrastructure(field, "ID");
      case "evt.infra.docker.container.name" -> infrastructure(field, "name");
      case "evt.infra.docker.container.image" -> infrastructure(field, "Image");
      default -> null;
    };
  }

  private int typeId() {
    return context.event().type();
  }

  private LongField flag(FieldRef field, Flag flag) {
    boolean[] with = context.tables().with(flag);
    return LongField.of(field, () -> with[typeId()]);
  }

  private static boolean isSyslog(@Nullable FdInfo fd) {
    if (fd == null) {
      return false;
    }
    ByteSlice name = fd.name;
    for (int i = 0; i + SYSLOG.length <= name.length(); i++) {
      int matched = 0;
      while (matched < SYSLOG.length && name.at(i + matched) == SYSLOG[matched]) {
        matched++;
      }
      if (matched == SYSLOG.length) {
        return true;
      }
    }
    return false;
  }

  private @Nullable FieldReader typeIs(FieldRef field) {
    if (!(field.arg().orElse(null) instanceof FieldArg.Key(String name))) {
      return null;
    }
    boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number) {
      long id = name.length() <= 9 ? Long.parseLong(name) : -1;
      return LongField.of(field, () -> typeId() == id);
    }
    if (context.strict()) {
      int first = firstId(name);
      return LongField.of(field, () -> typeId() == first || typeId() == first + 1);
    }
    int kind = context.schema().kind(name);
    return LongField.of(field, () -> context.type().kind() == kind);
  }

  /** Upstream knows only the oldest version of an event, so newer ones read 0 there. */
  private int firstId(String name) {
    return context.schema().types().stream()
        .filter(type -> type.name().equals(name))
        .mapToInt(EventType::id)
        .findFirst()
        .orElse(-2);
  }

  private @Nullable FieldReader argument(FieldRef field) {
    return switch (field.arg().orElse(null)) {
      case FieldArg.Key(String name) -> new TextField(field, new EvtArgField(context, name));
      case FieldArg.Index(int index) -> new TextField(field, new EvtArgField(context, index));
      case null -> null;
    };
  }

  private @Nullable FieldReader rawArgument(FieldRef field) {
    return field.arg().orElse(null) instanceof FieldArg.Key(String name)
        ? new RawArgFields(context, name).bind(field)
        : null;
  }

  /**
   * {@code evt.around[T]} reads as the distance to T in milliseconds, rounded up; the condition
   * {@code = D} on it means "at most D".
   */
  private @Nullable FieldReader around(FieldRef field) {
    if (!(field.arg().orElse(null) instanceof FieldArg.Key(String time))) {
      return null;
    }
    long center = Long.parseLong(time);
    return new LongField(
        field, () -> Math.ceilDiv(Math.abs(context.event().timestamp() - center), 1_000_000L));
  }

  private FieldReader infrastructure(FieldRef field, String key) {
    InfrastructureDescription description = new InfrastructureDescription(key);
    ByteSlice text = new ByteSlice();
    return new TextField(
        field,
        () -> {
          EventRecord event = context.event();
          return event.type() == EventIds.INFRASTRUCTURE && event.has(2)
              ? description.find(ParamText.text(event, 2, text).toString())
              : null;
        });
  }
}
