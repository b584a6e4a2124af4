package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;

/**
 * Existence: kinds are equal all the way down; the content of structs and enums is not looked at.
 */
final class TypesExist extends TypeComparison {
  TypesExist(Btf local, Btf target) {
    super(local, target);
  }

  @Override
  boolean compare(BtfType x, BtfType y, boolean behindPointer, int level) {
    if (!Compatibility.kinds(x, y)) {
      return false;
    }
    return switch (x) {
      case BtfType.Void _, BtfType.Composite _, BtfType.Enumeration _, BtfType.Fwd _ -> true;
      case BtfType.Int i -> Compatibility.integers(i, y);
      case BtfType.Ptr p ->
          as(BtfType.Ptr.class, y)
              .map(q -> same(p.type(), q.type(), behindPointer, level + 1))
              .orElse(false);
      case BtfType.Array a ->
          as(BtfType.Array.class, y)
              .map(b -> same(a.element(), b.element(), behindPointer, level + 1))
              .orElse(false);
      case BtfType.FuncProto f ->
          as(BtfType.FuncProto.class, y)
              .map(g -> prototypes(f, g, behindPointer, level))
              .orElse(false);
      // Floats too: loaders know no relocation of them.
      case BtfType.Float _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          false;
    };
  }
}
