package io.bulwark.event.schema;

import java.util.List;
import java.util.Map;

/** Reads the built-in schema files. */
final class EventSchemaFile {
  private EventSchemaFile() {}

  static EventSchema load() {
    return new EventSchema(List.of(), List.of(), Map.of());
  }
}
