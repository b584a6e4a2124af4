package io.bulwark.vm.load;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapReader;
import io.bulwark.bpf.object.MapSpec;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import org.jspecify.annotations.Nullable;

/** Maps as objects define them → maps as machines make them. */
final class MapConversion {
  private final Btf types;

  MapConversion(Btf types) {
    this.types = types;
  }

  /** The parameters of {@code map}; {@code maxEntries} null keeps the object's. */
  MapParameters parameters(MapSpec map, @Nullable Integer maxEntries) {
    MapParameters own = parameters(map.name(), map.definition());
    return maxEntries == null
        ? own
        : new MapParameters(
            own.name(),
            own.kind(),
            own.keySize(),
            own.valueSize(),
            maxEntries,
            own.flags(),
            own.inner());
  }

  private MapParameters parameters(String name, MapDefinition map) {
    MapKind kind = MapKind.of(map.type());
    if (kind == null) {
      throw new LoadException(part(name), "a dry run has no maps of type " + map.type());
    }
    MapParameters plain =
        MapParameters.of(
                name,
                kind,
                size(name, "key", map.key()),
                size(name, "value", map.value()),
                entries(name, map.maxEntries()))
            .withFlags((int) map.flags());
    return kind.ofMaps() ? plain.holding(inner(name, map.inner())) : plain;
  }

  private MapParameters inner(String name, int struct) {
    try {
      return parameters(name + " (inner)", MapReader.read(types, struct));
    } catch (BtfFormatException e) {
      throw new LoadException(part(name), "what it holds is no map: " + e.getMessage());
    }
  }

  private static int entries(String name, long maxEntries) {
    if (maxEntries > Integer.MAX_VALUE) {
      throw new LoadException(part(name), maxEntries + " entries do not fit into a machine");
    }
    return (int) maxEntries;
  }

  private int size(String name, String what, MapDefinition.Shape shape) {
    return switch (shape) {
      case MapDefinition.Shape.None _ -> 0;
      case MapDefinition.Shape.Size(int bytes) -> bytes;
      case MapDefinition.Shape.Typed(int type) -> {
        long bytes = types.sizeOf(type).orElse(-1);
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
          throw new LoadException(part(name), "its " + what + " has no size");
        }
        yield (int) bytes;
      }
    };
  }

  static String part(String name) {
    return "map `" + name + "`";
  }
}
