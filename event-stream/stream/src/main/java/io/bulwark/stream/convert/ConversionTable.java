package io.bulwark.stream.convert;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
import io.bulwark.event.schema.Param;
import io.bulwark.event.schema.ParamType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to do with an event of each type, and the conversions by event id and parameter count, read
 * from {@code conversions.tsv}. Never changes, so that all streams of one schema share it.
 */
final class ConversionTable {
  /** When an event of a type has to be converted. */
  enum Need {
    NEVER,
    ALWAYS,
    /** Not at all: the event is of no use to anyone. */
    DROP,
    /** If it has fewer parameters than its type. */
    IF_SHORT
  }

  private static final String RESOURCE = "conversions.tsv";

  /**
   * Indexed by event id, then by parameter count; short inner arrays, null where nothing is needed.
   */
  private final @Nullable Conversion[][] byType;

  private final EventSchema schema;
  private final Need[] needs;
  private final int[] expected;

  /** Events with fewer parameters than this, which may be more than expected, are not current. */
  private final int[] least;

  private int size;

  private ConversionTable(EventSchema schema) {
    this.schema = schema;
    byType = new Conversion[schema.size()][];
    needs = new Need[schema.size()];
    expected = new int[schema.size()];
    least = new int[schema.size()];
    for (EventType type : schema.types()) {
      needs[type.id()] = need(type);
      expected[type.id()] = type.params().size();
      least[type.id()] =
          switch (needs[type.id()]) {
            case NEVER -> 0;
            case IF_SHORT -> expected[type.id()];
            case ALWAYS, DROP -> Integer.MAX_VALUE;
          };
    }
  }

  private static Need need(EventType type) {
    if (type.is(EventType.Flag.UNUSED)) {
      return Need.DROP;
    }
    boolean old = type.is(EventType.Flag.OLD_VERSION);
    if (!type.is(EventType.Flag.CONVERTER_MANAGED)) {
      return old ? Need.DROP : Need.NEVER;
    }
    return type.isEnter() || old ? Need.ALWAYS : Need.IF_SHORT;
  }

  /** The table of the standard schema, read once; it never changes. */
  private static final class Standard {
    static final ConversionTable TABLE = load(EventSchema.standard());
  }

  /** The table for events of {@code schema}. */
  static ConversionTable of(EventSchema schema) {
    return schema == EventSchema.standard() ? Standard.TABLE : load(schema);
  }

  private static ConversionTable load(EventSchema schema) {
    ConversionTable table = new ConversionTable(schema);
    InputStream in =
        Objects.requireNonNull(ConversionTable.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          table.add(line.split("\t"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
    }
    return table;
  }

  /** The conversion of events of this type with this many parameters, or null. */
  @Nullable Conversion find(int type, int params) {
    @Nullable Conversion[] row = byType[type];
    return row == null || params >= row.length ? null : row[params];
  }

  /** Whether an event of this type with this many parameters is as the schema wants it. */
  boolean isCurrent(int type, int params) {
    return params >= least[type] && params <= expected[type];
  }

  /** Whether events of this type have to be converted. */
  Need need(int type) {
    return needs[type];
  }

  /** Number of parameters that events of this type have. */
  int expected(int type) {
    return expected[type];
  }

  /** Number of entries. */
  int size() {
    return size;
  }

  private void add(String[] columns) {
    int type = Integer.parseInt(columns[0]);
    int params = Integer.parseInt(columns[1]);
    @Nullable Conversion[] row = byType[type];
    if (row == null || row.length <= params) {
      @Nullable Conversion[] longer = new Conversion[params + 1];
      if (row != null) {
        System.arraycopy(row, 0, longer, 0, row.length);
      }
      row = longer;
      byType[type] = row;
    }
    row[params] = conversion(type, params, columns);
    size++;
  }

  private Conversion conversion(int type, int params, String[] columns) {
    Conversion.Action action = Conversion.Action.valueOf(columns[2]);
    int newType = Integer.parseInt(columns[3]);
    boolean changes = action == Conversion.Action.CHANGE;
    List<Param> target = schema.type(changes ? newType : type).params();
    int first = changes ? 0 : params;
    List<Conversion.Instruction> instructions = new ArrayList<>();
    if (!columns[4].equals("-")) {
      for (String word : columns[4].split(" ")) {
        instructions.add(instruction(word, target.get(first + instructions.size()).type()));
      }
    }
    return new Conversion(action, newType, instructions);
  }

  private static Conversion.Instruction instruction(String word, ParamType type) {
    boolean empty = word.endsWith("?");
    String body = empty ? word.substring(0, word.length() - 1) : word;
    int colon = body.indexOf(':');
    String name = colon < 0 ? body : body.substring(0, colon);
    Conversion.Source source = Conversion.Source.valueOf(name.toUpperCase(Locale.ROOT));
    return new Conversion.Instruction(
        source,
        colon < 0 ? 0 : Integer.parseInt(body.substring(colon + 1)),
        empty || source == Conversion.Source.EMPTY ? MadeUp.EMPTY : MadeUp.of(type));
  }
}
