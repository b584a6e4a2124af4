package io.bulwark.stream.fields;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.bulwark.event.detection.FieldValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The recorded values of one capture: per event, field name → text, number, boolean or null. Events
 * are found again by time, thread and type; equal ones in the order in which they were recorded.
 */
final class OracleFile {
  /** What an event is recognised by. */
  record Key(long time, long tid, String type) {}

  private final Map<Key, Queue<Map<String, @Nullable Object>>> events = new HashMap<>();
  private int size;

  private OracleFile() {}

  static OracleFile read(Path file) throws IOException {
    OracleFile oracle = new OracleFile();
    try (JsonParser in =
        new JsonFactory().createParser(new GZIPInputStream(Files.newInputStream(file)))) {
      while (in.nextToken() == JsonToken.START_OBJECT) {
        oracle.add(object(in));
      }
    }
    return oracle;
  }

  private static Map<String, @Nullable Object> object(JsonParser in) throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken token = in.nextToken();
      values.put(
          name,
          switch (token) {
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getBigIntegerValue().longValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + token + " in " + name);
          });
    }
    return values;
  }

  private void add(Map<String, @Nullable Object> values) {
    Key key =
        new Key(
            (Long) values.getOrDefault("evt.rawtime", 0L),
            (Long) values.getOrDefault("thread.tid", -1L),
            String.valueOf(values.get("evt.type")));
    events.computeIfAbsent(key, k -> new ArrayDeque<>()).add(values);
    size++;
  }

  int size() {
    return size;
  }

  /** The next recorded event with this key; null if there is none. */
  @Nullable Map<String, @Nullable Object> take(Key key) {
    Queue<Map<String, @Nullable Object>> queue = events.get(key);
    return queue == null ? null : queue.poll();
  }

  /** Events that were never taken. */
  Collection<Map<String, @Nullable Object>> left() {
    return events.values().stream().flatMap(Queue::stream).toList();
  }

  /** A field's value in the terms of the recorded JSON. */
  static @Nullable Object plain(FieldValue value) {
    return switch (value) {
      case FieldValue.Missing missing -> null;
      case FieldValue.Text(String text) -> text;
      case FieldValue.Bool(boolean flag) -> flag;
      case FieldValue.Number number -> number.value();
      case FieldValue.TextList list -> list.values();
    };
  }
}
