package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.value.ByteSlice;

/**
 * The schema's names and categories as texts, by event id. Never changes, so that all streams of
 * one schema share it; callers must not write to the arrays.
 *
 * @param types what {@code evt.type} says of each event type
 * @param syscalls the name of each generic syscall id, longer than the schema's own table
 * @param categories what {@code evt.category} says where no descriptor decides
 * @param io whether the event reads or writes through a descriptor
 * @param ioRead whether it reads
 * @param ioWrite whether it writes
 */
record EventTexts(
    ByteSlice[] types,
    ByteSlice[] syscalls,
    ByteSlice[] categories,
    boolean[] io,
    boolean[] ioRead,
    boolean[] ioWrite) {
  /** More than the generic event can name; its own table is checked again when it is read. */
  private static final int MOST_SYSCALLS = 2048;

  /** The texts of the standard schema, made once. */
  private static final class Standard {
    static final EventTexts TEXTS = make(EventSchema.standard());
  }

  /** The texts of {@code schema}. */
  static EventTexts of(EventSchema schema) {
    return schema == EventSchema.standard() ? Standard.TEXTS : make(schema);
  }

  private static EventTexts make(EventSchema schema) {
    int size = schema.size();
    EventTexts texts =
        new EventTexts(
            new ByteSlice[size],
            new ByteSlice[MOST_SYSCALLS],
            new ByteSlice[size],
            new boolean[size],
            new boolean[size],
            new boolean[size]);
    for (EventType type : schema.types()) {
      texts.add(type);
    }
    ByteSlice beyond = ByteSlice.of(schema.syscallName(-1));
    for (int i = 0; i < MOST_SYSCALLS; i++) {
      texts.syscalls[i] =
          i < schema.syscallNames().size() ? ByteSlice.of(schema.syscallName(i)) : beyond;
    }
    return texts;
  }

  private void add(EventType type) {
    int id = type.id();
    String category = type.category();
    types[id] = ByteSlice.of(type.name());
    categories[id] = ByteSlice.of(word(category));
    io[id] = category.startsWith("io_");
    ioRead[id] = category.startsWith("io_read");
    ioWrite[id] = category.startsWith("io_write");
  }

  /** Upstream writes this one in capitals when the event type says it, not when a pipe does. */
  private static String word(String category) {
    return category.equals("ipc") ? "IPC" : category;
  }

  /** The name of a generic syscall id. */
  ByteSlice syscall(int id) {
    return syscalls[Math.min(id, MOST_SYSCALLS - 1)];
  }
}
