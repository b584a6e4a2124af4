package io.bulwark.stream.convert;

import io.bulwark.event.schema.EventSchema;
import io.bulwark.event.schema.EventType;
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

  private final Need[] needs;
  private final int[] expected;
  private int size;

  private ConversionTable(EventSchema schema) {
    byType = new Conversion[schema.size()][];
    needs = new Need[schema.size()];
    expected = new int[schema.size()];
    for (EventType type : schema.types()) {
      needs[type.id()] = need(type);
      expected[type.id()] = type.params().size();
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
    row[params] =
        new Conversion(
            Conversion.Action.valueOf(columns[2]),
            Integer.parseInt(columns[3]),
            instructions(columns[4]));
    size++;
  }

  private static List<Conversion.Instruction> instructions(String column) {
    List<Conversion.Instruction> list = new ArrayList<>();
    if (!column.equals("-")) {
      for (String word : column.split(" ")) {
        list.add(instruction(word));
      }
    }
    return list;
  }

  private static Conversion.Instruction instruction(String word) {
    boolean fallback = word.endsWith("?");
    String body = fallback ? word.substring(0, word.length() - 1) : word;
    int colon = body.indexOf(':');
    String source = colon < 0 ? body : body.substring(0, colon);
    int param = colon < 0 ? 0 : Integer.parseInt(body.substring(colon + 1));
    return new Conversion.Instruction(
        Conversion.Source.valueOf(source.toUpperCase(Locale.ROOT)), param, fallback);
  }
}
