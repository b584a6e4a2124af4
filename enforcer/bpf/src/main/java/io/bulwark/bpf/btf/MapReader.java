package io.bulwark.bpf.btf;

import io.bulwark.bpf.btf.MapDefinition.Shape;

/** The struct of a map → its definition. Unknown members are refused, as libbpf does. */
public final class MapReader {
  private final Btf btf;
  private final int struct;
  private int type;
  private Shape key = new Shape.None();
  private Shape value = new Shape.None();
  private long keySize;
  private long valueSize;
  private long maxEntries;
  private long flags;
  private boolean pinned;
  private long extra;
  private int inner;

  private MapReader(Btf btf, int struct) {
    this.btf = btf;
    this.struct = struct;
  }

  /**
   * Reads the definition in struct {@code id}, which may stand behind typedefs.
   *
   * @throws BtfFormatException if it is no map definition
   */
  public static MapDefinition read(Btf btf, int id) {
    int struct = btf.resolve(id);
    if (!(btf.type(struct) instanceof BtfType.Struct definition)) {
      throw new BtfFormatException(btf.position(struct), "the map's type is no struct");
    }
    var reader = new MapReader(btf, struct);
    definition.members().forEach(reader::member);
    return reader.definition();
  }

  private MapDefinition definition() {
    key = agreed("key", key, keySize);
    value = agreed("value", value, valueSize);
    return new MapDefinition(type, key, value, maxEntries, flags, pinned, extra, inner);
  }

  private void member(BtfType.Member m) {
    switch (m.name()) {
      case "type" -> type = (int) Math.min(number(m), Integer.MAX_VALUE);
      case "max_entries" -> maxEntries = number(m);
      case "map_flags" -> flags = number(m);
      case "map_extra" -> extra = number(m);
      case "pinning" -> pinned = pinning(number(m));
      case "key" -> key = new Shape.Typed(pointed(m));
      case "value" -> value = new Shape.Typed(pointed(m));
      // The type says more than the size; libbpf wants both to agree.
      case "key_size" -> keySize = number(m);
      case "value_size" -> valueSize = number(m);
      case "values" -> inner = values(m);
      case "numa_node" -> number(m);
      default -> throw bad("unknown member `" + m.name() + "` of a map definition");
    }
  }

  /** {@code size} 0: not said. */
  private Shape agreed(String what, Shape shape, long size) {
    if (size == 0) {
      return shape;
    }
    if (shape instanceof Shape.Typed(int id) && btf.sizeOf(id).orElse(0) != size) {
      throw bad("the %s of a map is of %d bytes, its type is not".formatted(what, size));
    }
    return shape instanceof Shape.Typed
        ? shape
        : new Shape.Size((int) Math.min(size, Integer.MAX_VALUE));
  }

  private boolean pinning(long number) {
    if (number > MapTypes.PINNING_BY_NAME) {
      throw bad("unknown pinning " + number + " of a map");
    }
    return number == MapTypes.PINNING_BY_NAME;
  }

  private long number(BtfType.Member m) {
    if (btf.type(pointed(m)) instanceof BtfType.Array array) {
      return array.count();
    }
    throw bad("map member `" + m.name() + "` is no pointer to an array");
  }

  private int values(BtfType.Member m) {
    if (btf.type(btf.resolve(m.type())) instanceof BtfType.Array array
        && btf.type(btf.resolve(array.element())) instanceof BtfType.Ptr pointer) {
      return held(btf.resolve(pointer.type()));
    }
    throw bad("map member `values` is no array of pointers");
  }

  /** Kernels nest maps once; a definition that holds itself would never end. */
  private int held(int id) {
    if (btf.type(id) instanceof BtfType.Struct held
        && held.members().stream().anyMatch(each -> each.name().equals("values"))) {
      throw bad("a map holds maps that hold maps");
    }
    return id;
  }

  private int pointed(BtfType.Member m) {
    if (btf.type(btf.resolve(m.type())) instanceof BtfType.Ptr pointer) {
      return pointer.type();
    }
    throw bad("map member `" + m.name() + "` is no pointer");
  }

  private BtfFormatException bad(String reason) {
    return new BtfFormatException(btf.position(struct), reason);
  }
}
