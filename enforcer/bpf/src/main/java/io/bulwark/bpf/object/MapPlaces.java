package io.bulwark.bpf.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapReader;
import io.bulwark.bpf.elf.ElfFile;
import io.bulwark.bpf.elf.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The maps of an object and where their definitions are. */
final class MapPlaces {
  static final String SECTION = ".maps";

  private MapPlaces() {}

  /** A map and where its variable is in the section. */
  record Place(MapSpec map, long offset) {}

  /**
   * The maps in the order of the types; none if there is no such section in {@code types}.
   *
   * <p>A compiler leaves the offsets in the types to the loader, which looks for the symbol.
   */
  static List<Place> read(Btf types, ElfFile elf) {
    int section = elf.indexOf(SECTION);
    List<Place> places = new ArrayList<>();
    Map<String, Symbol> symbols = new HashMap<>();
    elf.symbols().stream()
        .filter(each -> each.section() == section)
        .forEach(each -> symbols.putIfAbsent(each.name(), each));
    for (MapSpec map : read(types)) {
      Symbol symbol = symbols.get(map.name());
      if (symbol == null) {
        throw new ObjectFormatException(SECTION, 0, "map `" + map.name() + "` has no symbol");
      }
      places.add(new Place(map, symbol.value()));
    }
    return places;
  }

  /** The maps in the order of the types. */
  static List<MapSpec> read(Btf types) {
    int section = types.find(BtfKind.DATASEC, SECTION);
    List<MapSpec> maps = new ArrayList<>();
    if (section >= 0 && types.type(section) instanceof BtfType.DataSec(_, _, var slots)) {
      for (BtfType.Slot slot : slots) {
        if (!(types.type(slot.type()) instanceof BtfType.Var variable)) {
          throw new ObjectFormatException(SECTION, slot.offset(), "map is no variable");
        }
        maps.add(new MapSpec(variable.name(), MapReader.read(types, variable.type())));
      }
    }
    return maps;
  }
}
