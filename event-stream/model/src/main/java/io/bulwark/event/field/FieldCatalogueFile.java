package io.bulwark.event.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads {@code fields.tsv}: one field a line, tab-separated columns name, type, multiplicity,
 * argument rule, traits (comma-separated, or {@code -}), description; {@code #} starts a comment.
 */
final class FieldCatalogueFile {
  private static final String RESOURCE = "fields.tsv";

  private FieldCatalogueFile() {}

  static FieldCatalogue load() {
    List<FieldDef> fields = new ArrayList<>();
    InputStream in =
        Objects.requireNonNull(FieldCatalogueFile.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          fields.add(parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + RESOURCE, e);
    }
    return new FieldCatalogue(fields);
  }

  private static FieldDef parse(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 6) {
      throw new IllegalStateException(RESOURCE + ": not six columns: " + line);
    }
    return new FieldDef(
        columns[0],
        FieldType.valueOf(columns[1]),
        Multiplicity.valueOf(columns[2]),
        ArgumentRule.valueOf(columns[3]),
        traits(columns[4]),
        columns[5]);
  }

  private static Set<FieldDef.Trait> traits(String column) {
    Set<FieldDef.Trait> traits = EnumSet.noneOf(FieldDef.Trait.class);
    if (!column.equals("-")) {
      for (String word : column.split(",")) {
        traits.add(FieldDef.Trait.valueOf(word));
      }
    }
    return traits;
  }
}
