package io.bulwark.vm.verify.rules;

import io.bulwark.bpf.isa.Reference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The maps that code names.
 *
 * @param byName by the symbol of a {@link Reference.ToMap}
 * @param byDescriptor by the number in the code, for code that has been relocated
 * @param variables by the symbol of a {@link Reference.ToVariable}
 */
public record Bindings(
    Map<String, MapShape> byName,
    Map<Integer, MapShape> byDescriptor,
    Map<String, Place> variables) {
  /** No maps. */
  public static final Bindings NONE = new Bindings(Map.of(), Map.of(), Map.of());

  /** A place in the value of a one-element array. */
  public record Place(MapShape map, int offset) {}

  /** Maps that nobody changes. */
  public Bindings {
    byName = Map.copyOf(byName);
    byDescriptor = Map.copyOf(byDescriptor);
    variables = Map.copyOf(variables);
  }

  /** Maps by symbol only. */
  public static Bindings of(MapShape... maps) {
    Map<String, MapShape> named = new java.util.HashMap<>();
    for (MapShape map : maps) {
      named.put(map.name(), map);
    }
    return new Bindings(named, Map.of(), Map.of());
  }

  /** The map with this symbol, if there is one. */
  public @Nullable MapShape map(String symbol) {
    return byName.get(symbol);
  }
}
