package io.bulwark.event.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the built-in schema files {@code events.tsv}, {@code syscalls.tsv} and {@code flags.tsv}.
 */
final class EventSchemaFile {
  private static final Map<String, ParamType> TYPES = byName(ParamType.values());
  private static final Map<String, Param.Format> FORMATS = byName(Param.Format.values());

  private final Map<String, Integer> kinds = new LinkedHashMap<>();

  private EventSchemaFile() {}

  static EventSchema load() {
    return new EventSchemaFile().read();
  }

  private EventSchema read() {
    List<EventType> types = new ArrayList<>(460);
    TsvCursor events = TsvCursor.open(EventSchemaFile.class, "events.tsv");
    while (events.nextLine()) {
      types.add(eventType(events, types.size()));
    }
    List<String> syscalls = new ArrayList<>(460);
    TsvCursor names = TsvCursor.open(EventSchemaFile.class, "syscalls.tsv");
    while (names.nextLine()) {
      int id = names.number();
      while (syscalls.size() < id) {
        syscalls.add("");
      }
      String name = names.text();
      syscalls.add(name);
      kinds.putIfAbsent(name, kinds.size());
    }
    return new EventSchema(types, syscalls, kinds, flagTables());
  }

  private EventType eventType(TsvCursor line, int expectedId) {
    int id = line.number();
    if (id != expectedId) {
      throw new IllegalStateException("events.tsv: id " + id + " where " + expectedId + " belongs");
    }
    String name = line.text();
    String category = line.text();
    Set<EventType.Flag> flags = flags(line.text());
    List<Param> params = params(line.text());
    int kind = kinds.computeIfAbsent(name, _ -> kinds.size());
    return new EventType(id, name, kind, category, flags, params);
  }

  private static Set<EventType.Flag> flags(String column) {
    Set<EventType.Flag> flags = EnumSet.noneOf(EventType.Flag.class);
    for (int start = 0; start < column.length() && !column.equals("-"); ) {
      int end = endOf(column, ',', start, column.length());
      flags.add(EventType.Flag.valueOf(column.substring(start, end)));
      start = end + 1;
    }
    return flags;
  }

  private static List<Param> params(String column) {
    List<Param> params = new ArrayList<>();
    for (int start = 0; start < column.length() && !column.equals("-"); ) {
      int end = endOf(column, ' ', start, column.length());
      params.add(param(column, start, end));
      start = end + 1;
    }
    return params;
  }

  private static Param param(String column, int start, int end) {
    int name = endOf(column, ':', start, end);
    int type = endOf(column, ':', name + 1, end);
    int format = endOf(column, ':', type + 1, end);
    return new Param(
        column.substring(start, name),
        known(TYPES, column.substring(name + 1, type)),
        known(FORMATS, column.substring(type + 1, format)),
        format < end ? column.substring(format + 1, end) : "");
  }

  private static Map<String, FlagTable> flagTables() {
    Map<String, FlagTable> tables = new HashMap<>();
    TsvCursor lines = TsvCursor.open(EventSchemaFile.class, "flags.tsv");
    String name = "";
    List<Long> values = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    while (lines.nextLine()) {
      String first = lines.text();
      if (first.charAt(0) == '@') {
        tables.put(name, new FlagTable(name, values, texts));
        name = first.substring(1);
        values.clear();
        texts.clear();
      } else {
        values.add(Long.parseLong(first));
        texts.add(lines.text());
      }
    }
    tables.put(name, new FlagTable(name, values, texts));
    tables.remove("");
    return tables;
  }

  private static int endOf(String text, char separator, int from, int limit) {
    int at = text.indexOf(separator, from);
    return at < 0 || at > limit ? limit : at;
  }

  private static <T> T known(Map<String, T> names, String name) {
    T value = names.get(name);
    if (value == null) {
      throw new IllegalStateException("events.tsv: unknown word " + name);
    }
    return value;
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
    Map<String, E> map = new HashMap<>();
    for (E value : values) {
      map.put(value.name(), value);
    }
    return Map.copyOf(map);
  }
}
