package io.bulwark.stream.fields;

import io.bulwark.event.access.LongReader;
import io.bulwark.event.field.FieldRef;
import io.bulwark.stream.record.EventRecord;
import org.jspecify.annotations.Nullable;

/** {@code evt.is_open_*}: false, not missing, for everything that opens no file. */
final class OpenFlagFields {
  /** Open flags in the schema's own bits; read and write together mean both. */
  private static final int READ = 1;

  private static final int WRITE = 1 << 1;
  private static final int CREATE = 1 << 2;
  private static final int TEMPORARY = 1 << 13;
  private static final int WAS_CREATED = 1 << 14;
  private static final int EXECUTE_BITS = 0111;
  private static final int CREAT_MODE = 2;

  private final ReaderContext context;

  OpenFlagFields(ReaderContext context) {
    this.context = context;
  }

  @Nullable LongReader bind(FieldRef field) {
    return switch (field.def().name()) {
      case "evt.is_open_read" -> LongField.of(field, () -> (flags() & READ) != 0);
      case "evt.is_open_write" -> LongField.of(field, () -> (flags() & WRITE) != 0);
      case "evt.is_open_create" -> LongField.of(field, this::creates);
      case "evt.is_open_exec" -> LongField.of(field, this::createsExecutable);
      default -> null;
    };
  }

  /** Index of the flags parameter, or -1 for an event that is no open. */
  private static int flagsIndex(int type) {
    return switch (type) {
      case EventIds.OPEN, EventIds.OPEN_BY_HANDLE_AT -> 2;
      case EventIds.OPENAT, EventIds.OPENAT2 -> 3;
      default -> -1;
    };
  }

  private int flags() {
    EventRecord event = context.event();
    int index = flagsIndex(event.type());
    return index >= 0 && number(event, index) ? event.i32(index) : 0;
  }

  private static boolean number(EventRecord event, int index) {
    return index < event.paramCount() && event.length(index) >= Integer.BYTES;
  }

  private boolean creates() {
    int flags = flags();
    return (flags & WAS_CREATED) != 0
        || (flags & TEMPORARY) != 0 && context.hasResult() && context.result() >= 0;
  }

  private boolean createsExecutable() {
    EventRecord event = context.event();
    int type = event.type();
    int mode;
    if (type == EventIds.CREAT) {
      mode = CREAT_MODE;
    } else {
      if ((flags() & (CREATE | TEMPORARY)) == 0 || type == EventIds.OPEN_BY_HANDLE_AT) {
        return false;
      }
      mode = flagsIndex(type) + 1;
    }
    return number(event, mode) && (event.i32(mode) & EXECUTE_BITS) != 0;
  }
}
