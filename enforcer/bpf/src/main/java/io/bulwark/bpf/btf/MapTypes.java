package io.bulwark.bpf.btf;

import io.bulwark.bpf.btf.MapDefinition.Shape;
import java.util.ArrayList;
import java.util.List;

/** Map definitions → the structs that stand for them; {@link MapReader} goes the other way. */
public final class MapTypes {
  static final int PINNING_BY_NAME = 1;

  private static final long MAX_INTS = 0xFFFF_FFFFL / 4;

  private MapTypes() {}

  /**
   * Adds the struct of a map. Its variable and the {@code .maps} section follow from it: see {@link
   * #section}.
   *
   * @return the id of the struct
   * @throws BtfRuleException if libbpf or the kernel would refuse such a map
   */
  public static int add(BtfBuilder btf, String mapName, MapDefinition map) {
    MapRules.check(mapName, map);
    var members = new ArrayList<BtfType.Member>();
    number(btf, members, "type", map.type());
    number(btf, members, "max_entries", map.maxEntries());
    shape(btf, members, "key", map.key());
    shape(btf, members, "value", map.value());
    number(btf, members, "map_flags", map.flags());
    number(btf, members, "pinning", map.pinByName() ? PINNING_BY_NAME : 0);
    number(btf, members, "map_extra", map.extra());
    if (map.inner() != 0) {
      add(members, "values", btf.array(btf.pointer(map.inner()), 0));
      return btf.add(new BtfType.Struct("", 8 * (members.size() - 1), members));
    }
    return btf.add(new BtfType.Struct("", 8 * members.size(), members));
  }

  /** A map's name and the id of its struct. */
  public record Named(String name, int struct) {}

  /**
   * Adds a global variable per map and the {@code .maps} section that holds them back to back.
   *
   * @return the id of the section; its slots say where each variable lies
   */
  public static int section(BtfBuilder btf, List<Named> maps) {
    var slots = new ArrayList<BtfType.Slot>();
    int offset = 0;
    for (Named map : maps) {
      int size = struct(btf, map).size();
      int variable = btf.add(new BtfType.Var(map.name(), map.struct(), BtfType.Linkage.GLOBAL));
      slots.add(new BtfType.Slot(variable, offset, size));
      offset += size;
    }
    return btf.add(new BtfType.DataSec(".maps", offset, slots));
  }

  private static BtfType.Struct struct(BtfBuilder btf, Named map) {
    if (btf.type(map.struct()) instanceof BtfType.Struct struct) {
      return struct;
    }
    throw new BtfRuleException(map.struct(), "map `" + map.name() + "`", "its type is no struct");
  }

  private static void number(
      BtfBuilder btf, List<BtfType.Member> members, String name, long value) {
    if (value != 0) {
      // Headers use int; the kernel refuses such an array from 4 GiB on, loaders only count.
      int element =
          value <= MAX_INTS
              ? btf.integer("int", 4, BtfType.Encoding.SIGNED)
              : btf.integer("unsigned char", 1, BtfType.Encoding.UNSIGNED);
      add(members, name, btf.pointer(btf.array(element, value)));
    }
  }

  private static void shape(
      BtfBuilder btf, List<BtfType.Member> members, String name, Shape shape) {
    switch (shape) {
      case Shape.None _ -> {}
      case Shape.Size s -> number(btf, members, name + "_size", s.bytes());
      case Shape.Typed t -> add(members, name, btf.pointer(t.type()));
    }
  }

  private static void add(List<BtfType.Member> members, String name, int type) {
    members.add(BtfType.Member.at(8 * members.size(), name, type));
  }
}
