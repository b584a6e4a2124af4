package io.bulwark.stream.fields;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.FlagTable;
import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The schema turned into arrays that readers index by event id. Never changes, so that all streams
 * of one schema share it; callers must not write to the arrays.
 */
final class ParamTables {
  /** Index of a parameter that the event type lacks. */
  static final byte NONE = -1;

  private static final NameTable EMPTY = new NameTable(new long[0], new byte[0][]);

  /** Types behind the selector byte of dynamic parameters, by table name. */
  private static final Map<String, List<ParamType>> DYNAMIC =
      Map.of(
          "sockopt_dynamic",
          List.of(
              ParamType.BYTEBUF,
              ParamType.ERRNO,
              ParamType.UINT32,
              ParamType.UINT64,
              ParamType.RELTIME),
          "ptrace_dynamic",
          List.of(ParamType.UINT64, ParamType.SIGTYPE),
          "bpf_dynamic",
          List.of(ParamType.FD, ParamType.ERRNO),
          "keyctl_dynamic",
          List.of(ParamType.INT64, ParamType.CHARBUF));

  private final EventSchema schema;
  private final NameTable[][] names;
  private final byte[][][] labels;
  private final boolean[] usesFd;
  private final byte[] absent;
  private final Map<String, byte[]> indexes = new HashMap<>();
  private final Map<EventType.Flag, boolean[]> flags = new EnumMap<>(EventType.Flag.class);

  /** The tables of the standard schema, made once. */
  private static final class Standard {
    static final ParamTables TABLES = new ParamTables(EventSchema.standard());
  }

  /** The tables of {@code schema}. */
  static ParamTables of(EventSchema schema) {
    return schema == EventSchema.standard() ? Standard.TABLES : new ParamTables(schema);
  }

  private ParamTables(EventSchema schema) {
    this.schema = schema;
    absent = noIndexes();
    Map<String, NameTable> byName = new HashMap<>();
    names = new NameTable[schema.size()][];
    labels = new byte[schema.size()][][];
    usesFd = new boolean[schema.size()];
    for (EventType type : schema.types()) {
      names[type.id()] =
          type.params().stream()
              .map(p -> byName.computeIfAbsent(p.table(), this::table))
              .toArray(NameTable[]::new);
      labels[type.id()] =
          type.params().stream().map(p -> ParamText.ascii(p.name() + "=")).toArray(byte[][]::new);
      usesFd[type.id()] =
          type.is(EventType.Flag.USES_FD)
              || type.is(EventType.Flag.CREATES_FD)
              || type.is(EventType.Flag.DESTROYS_FD);
      addIndexes(type);
    }
    for (EventType.Flag flag : EventType.Flag.values()) {
      flags.put(flag, having(flag));
    }
  }

  private byte[] noIndexes() {
    byte[] none = new byte[schema.size()];
    Arrays.fill(none, NONE);
    return none;
  }

  /** The first of several parameters with one name counts, as in {@link EventType#paramIndex}. */
  private void addIndexes(EventType type) {
    for (int i = type.params().size() - 1; i >= 0; i--) {
      indexes.computeIfAbsent(type.params().get(i).name(), _ -> noIndexes())[type.id()] = (byte) i;
    }
  }

  private boolean[] having(EventType.Flag flag) {
    boolean[] result = new boolean[schema.size()];
    for (EventType type : schema.types()) {
      result[type.id()] = type.is(flag);
    }
    return result;
  }

  private NameTable table(String name) {
    return schema.flagTable(name).map(ParamTables::convert).orElse(EMPTY);
  }

  private static NameTable convert(FlagTable table) {
    long[] values = table.values().stream().mapToLong(Long::longValue).toArray();
    byte[][] texts =
        table.texts().stream()
            .map(text -> text.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    return new NameTable(values, texts);
  }

  NameTable names(int eventId, int param) {
    return names[eventId][param];
  }

  /** By event id and parameter: the parameter's name and an equals sign. */
  byte[][][] labels() {
    return labels;
  }

  /** By event id: whether the event creates, uses or closes a descriptor. */
  boolean[] usesFd() {
    return usesFd;
  }

  /** By event id: the index of the parameter called {@code name}, or {@link #NONE}. */
  byte[] indexOf(String name) {
    return indexes.getOrDefault(name, absent);
  }

  /** By event id: whether the event type has a property. */
  boolean[] with(EventType.Flag flag) {
    return Objects.requireNonNull(flags.get(flag));
  }

  /** The type that a dynamic parameter's selector byte chooses; NONE if it chooses nothing. */
  ParamType dynamicType(Param param, int selector) {
    List<ParamType> types = DYNAMIC.getOrDefault(param.table(), List.of());
    return selector < types.size() ? types.get(selector) : ParamType.NONE;
  }
}
