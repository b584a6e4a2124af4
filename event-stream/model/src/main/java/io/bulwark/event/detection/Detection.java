package io.bulwark.event.detection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One rule fired on one event.
 *
 * @param rule the rule's name
 * @param priority the rule's priority
 * @param source the event source, {@code syscall} unless a plugin's
 * @param tags the rule's tags, sorted
 * @param eventNumber {@code evt.num} of the event
 * @param timestamp the event's time, nanoseconds since the epoch
 * @param hostname where the event happened; empty if unknown
 * @param message the output template with values filled in, without time and priority
 * @param fields every field the template names, in template order, by the name as written there
 */
public record Detection(
    String rule,
    Priority priority,
    String source,
    List<String> tags,
    long eventNumber,
    long timestamp,
    String hostname,
    String message,
    Map<String, FieldValue> fields) {
  public Detection {
    tags = List.copyOf(tags);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
