package io.bulwark.vm.verify.object;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfKind;
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
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The maps, variables and externs of an object as the verifier sees them. */
final class Surroundings {
  /** {@code BPF_F_RDONLY_PROG}. */
  private static final long READ_ONLY = 0x80;

  /** {@code BPF_F_WRONLY_PROG}: programs may not read its values, which nothing here checks. */
  private static final long WRITE_ONLY = 0x100;

  /** More qualifiers and dimensions than any type has. */
  private static final int MAX_DEPTH = 64;

  private final Btf types;
  private final FrozenValues frozen;

  private Surroundings(Btf types, FrozenValues frozen) {
    this.types = types;
    this.frozen = frozen;
  }

  /**
   * What the object's code may name; maps of a kind that the verifier does not know are left out,
   * so that their use is a finding.
   */
  static Bindings of(BpfObject object, FrozenValues frozen) {
    Surroundings surroundings = new Surroundings(object.types(), frozen);
    Map<String, MapShape> maps = new HashMap<>();
    for (MapSpec map : object.maps()) {
      MapShape shape = surroundings.shape(map.name(), map.definition());
      if (shape != null) {
        maps.put(map.name(), shape);
      }
    }
    Map<String, Bindings.Place> variables = new HashMap<>();
    for (DataSection section : object.data()) {
      surroundings.addVariables(section, variables);
    }
    surroundings.addExterns(object.externs(), variables);
    return new Bindings(maps, Map.of(), variables);
  }

  private void addVariables(DataSection section, Map<String, Bindings.Place> into) {
    MapShape shape =
        section.isReadOnly()
            ? MapShape.constants(
                section.name(), Contents.partly(section.initial(), setByLoader(section)))
            : MapShape.variables(section.name(), section.size());
    into.put(section.name(), new Bindings.Place(shape, 0));
    for (Variable variable : section.variables()) {
      into.put(variable.name(), new Bindings.Place(shape, variable.offset()));
    }
  }

  /** The bytes of variables that are volatile by their types. */
  private BitSet setByLoader(DataSection section) {
    BitSet open = new BitSet();
    int id = types.find(BtfKind.DATASEC, section.name());
    if (frozen == FrozenValues.SET_BY_LOADER
        && id > 0
        && types.type(id) instanceof BtfType.DataSec typed) {
      Set<String> names = new HashSet<>();
      for (BtfType.Slot slot : typed.slots()) {
        if (types.type(slot.type()) instanceof BtfType.Var variable
            && isVolatile(variable.type())) {
          names.add(variable.name());
        }
      }
      section.variables().stream()
          .filter(each -> names.contains(each.name()))
          .forEach(each -> open.set(each.offset(), each.offset() + each.size()));
    }
    return open;
  }

  private boolean isVolatile(int type) {
    int id = type;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      switch (types.type(id)) {
        case BtfType.Volatile _ -> {
          return true;
        }
        case BtfType.Modifier modifier -> id = modifier.type();
        case BtfType.Array array -> id = array.element();
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Read-only values that nobody knows before the load; how they lie to each other is not said. */
  private void addExterns(List<Extern> externs, Map<String, Bindings.Place> into) {
    for (Extern extern : externs) {
      int id = types.find(BtfKind.VAR, extern.name());
      if (extern.section().equals(Extern.KCONFIG)
          && id > 0
          && types.type(id) instanceof BtfType.Var variable) {
        int bytes = size(new Shape.Typed(variable.type()));
        into.put(
            extern.name(),
            new Bindings.Place(
                new MapShape(Extern.KCONFIG, MapKind.ARRAY, 4, bytes, 1, true, null, null), 0));
      }
    }
  }

  private @Nullable MapShape shape(String name, MapDefinition definition) {
    if ((definition.flags() & WRITE_ONLY) != 0) {
      return null;
    }
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
