package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.MapDefinition;
import io.bulwark.bpf.btf.MapDefinition.Shape;
import io.bulwark.bpf.btf.MapReader;
import io.bulwark.bpf.object.BpfObject;
import io.bulwark.bpf.object.DataSection;
import io.bulwark.bpf.object.Extern;
import io.bulwark.bpf.object.MapSpec;
import io.bulwark.bpf.object.Variable;
import io.bulwark.vm.verify.rules.Bindings;
import io.bulwark.vm.verify.rules.Contents;
import io.bulwark.vm.verify.rules.MapKind;
import io.bulwark.vm.verify.rules.MapShape;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The maps, variables and externs of an object as the verifier sees them. */
final class Surroundings {
  /** {@code BPF_F_RDONLY_PROG}. */
  private static final long READ_ONLY = 0x80;

  private final Btf types;

  private Surroundings(Btf types) {
    this.types = types;
  }

  /**
   * What the object's code may name; maps of a kind that the verifier does not know are left out,
   * so that their use is a finding.
   */
  static Bindings of(BpfObject object) {
    Surroundings surroundings = new Surroundings(object.types());
    Map<String, MapShape> maps = new HashMap<>();
    for (MapSpec map : object.maps()) {
      MapShape shape = surroundings.shape(map.name(), map.definition());
      if (shape != null) {
        maps.put(map.name(), shape);
      }
    }
    Map<String, Bindings.Place> variables = new HashMap<>();
    for (DataSection section : object.data()) {
      addVariables(section, variables);
    }
    addExterns(object, variables);
    return new Bindings(maps, Map.of(), variables);
  }

  private static void addVariables(DataSection section, Map<String, Bindings.Place> into) {
    MapShape shape =
        section.isReadOnly()
            ? MapShape.constants(section.name(), new Contents(section.initial()))
            : MapShape.variables(section.name(), section.size());
    into.put(section.name(), new Bindings.Place(shape, 0));
    for (Variable variable : section.variables()) {
      into.put(variable.name(), new Bindings.Place(shape, variable.offset()));
    }
  }

  /** Read-only values that nobody knows before the load, 8 bytes each. */
  private static void addExterns(BpfObject object, Map<String, Bindings.Place> into) {
    int size = 8 * object.externs().size();
    MapShape shape = new MapShape(Extern.KCONFIG, MapKind.ARRAY, 4, size, 1, true, null, null);
    int offset = 0;
    for (Extern extern : object.externs()) {
      if (extern.section().equals(Extern.KCONFIG)) {
        into.put(extern.name(), new Bindings.Place(shape, offset));
      }
      offset += 8;
    }
  }

  private @Nullable MapShape shape(String name, MapDefinition definition) {
    MapKind kind;
    try {
      kind = MapKind.ofNumber(definition.type());
    } catch (IllegalArgumentException unknown) {
      return null;
    }
    MapShape inner =
        kind.holdsMaps() && types.type(definition.inner()) instanceof BtfType.Struct
            ? shape(name + " inner", MapReader.read(types, definition.inner()))
            : null;
    return new MapShape(
        name,
        kind,
        size(definition.key()),
        size(definition.value()),
        definition.maxEntries(),
        (definition.flags() & READ_ONLY) != 0,
        inner,
        null);
  }

  private int size(Shape shape) {
    return switch (shape) {
      case Shape.None _ -> 0;
      case Shape.Size(int bytes) -> bytes;
      case Shape.Typed(int type) -> (int) Math.min(Integer.MAX_VALUE, types.sizeOf(type).orElse(0));
    };
  }
}
