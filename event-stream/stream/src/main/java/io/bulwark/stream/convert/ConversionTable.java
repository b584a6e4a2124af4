package io.bulwark.stream.convert;

import io.bulwark.event.schema.EventSchema;
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

/** The conversions by event id and parameter count, read from {@code conversions.tsv}. */
final class ConversionTable {
  private static final String RESOURCE = "conversions.tsv";

  /**
   * Indexed by event id, then by parameter count; short inner arrays, null where nothing is needed.
   */
  private final @Nullable Conversion[][] byType;

  private int size;

  private ConversionTable(int types) {
    byType = new Conversion[types][];
  }

  /** The table of the standard schema, read once; it never changes. */
  private static final class Standard {
    static final ConversionTable TABLE = load(EventSchema.standard().size());
  }

  /** The table for events of {@code schema}. */
  static ConversionTable of(EventSchema schema) {
    return schema == EventSchema.standard() ? Standard.TABLE : load(schema.size());
  }

  static ConversionTable load(int types) {
    ConversionTable table = new ConversionTable(types);
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
