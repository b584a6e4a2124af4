package io.bulwark.vm.load;

import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.DataSection;
import io.bulwark.bpf.object.Variable;
import io.bulwark.vm.map.ArrayMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where global variables are: each section is an array with one entry. */
final class GlobalData {
  /** Sections and variables by name. */
  private final Map<String, Region> places = new HashMap<>();

  private final Memory memory;

  GlobalData(BpfObject object, LoadSettings settings, MapStore maps) {
    memory = maps.memory();
    for (DataSection section : object.data()) {
      if (section.size() > 0) {
        add(section, maps);
      }
    }
    settings.variables().forEach(this::set);
  }

  private void add(DataSection section, MapStore maps) {
    MapParameters plain =
        MapParameters.of(section.name(), MapKind.ARRAY, 4, section.size(), 1)
            .withFlags(section.isReadOnly() ? MapParameters.RDONLY_PROG : 0);
    long address = ((ArrayMap) maps.create(plain)).base();
    memory.copyIn(address, section.initial());
    places.put(section.name(), new Region(address, section.size()));
    for (Variable variable : section.variables()) {
      places.put(variable.name(), new Region(address + variable.offset(), variable.size()));
    }
  }

  private void set(String name, byte[] value) {
    Region place = places.get(name);
    if (place == null) {
      throw new LoadException("variable `" + name + "`", "the object has none of this name");
    }
    if (place.size() != value.length) {
      throw new LoadException(
          "variable `" + name + "`", "has %d bytes, not %d".formatted(place.size(), value.length));
    }
    memory.copyIn(place.address(), value);
  }

  /** The variable or section with this name; null if there is none. */
  @Nullable Region place(String name) {
    return places.get(name);
  }
}
