package io.bulwark.event.field;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All fields by name. Immutable; the standard one is loaded from {@code fields.tsv}. */
public final class FieldCatalogue {
  private final Map<String, FieldDef> byName;

  public FieldCatalogue(List<FieldDef> fields) {
    Map<String, FieldDef> map = new LinkedHashMap<>();
    for (FieldDef field : fields) {
      if (map.put(field.name(), field) != null) {
        throw new IllegalArgumentException("field defined twice: " + field.name());
      }
    }
    byName = Collections.unmodifiableMap(map);
  }

  /** The catalogue this build ships: every field of the Falco language that Bulwark supports. */
  public static FieldCatalogue standard() {
    return Standard.CATALOGUE;
  }

  /** Read when first asked for, and then shared: it never changes. */
  private static final class Standard {
    static final FieldCatalogue CATALOGUE = FieldCatalogueFile.load();
  }

  public Optional<FieldDef> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In catalogue order. */
  public Collection<FieldDef> all() {
    return byName.values();
  }
}
