package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.EssentialName;

/** When two types are near enough for a field of one to be read as a field of the other. */
final class Compatibility {
  private static final int MAX_DEPTH = 32;

  private Compatibility() {}

  /** Kinds that may be candidates for each other: the same, or two enumerations. */
  static boolean kinds(BtfType local, BtfType target) {
    return local.kind() == target.kind()
        || (local instanceof BtfType.Enumeration && target instanceof BtfType.Enumeration);
  }

  /**
   * Whether the types of two fields are compatible: any struct or union with any other, any two
   * pointers, any two floats, any two integers, enumerations and forward declarations by name,
   * arrays by their elements.
   */
  static boolean fields(Btf local, int localId, Btf target, int targetId) {
    int a = localId;
    int b = targetId;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      BtfType x = local.type(local.resolve(a));
      BtfType y = target.type(target.resolve(b));
      if (x instanceof BtfType.Composite && y instanceof BtfType.Composite) {
        return true;
      }
      if (!kinds(x, y)) {
        return false;
      }
      if (!(x instanceof BtfType.Array p && y instanceof BtfType.Array q)) {
        return sameKind(x, y);
      }
      a = p.element();
      b = q.element();
    }
    throw new CoreException(Resolution.Problem.TOO_COMPLEX, "arrays nested too deep");
  }

  private static boolean sameKind(BtfType x, BtfType y) {
    return switch (x) {
      case BtfType.Ptr _, BtfType.Float _ -> true;
      case BtfType.Fwd _, BtfType.Enumeration _ -> namesAgree(x.name(), y.name());
      case BtfType.Int i -> integers(i, y);
      case BtfType.Void _,
          BtfType.Array _,
          BtfType.Composite _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.FuncProto _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          false;
    };
  }

  /** Old bit fields, which begin within an integer, cannot be told apart and match nothing. */
  static boolean integers(BtfType.Int x, BtfType y) {
    return y instanceof BtfType.Int i && x.bitOffset() == 0 && i.bitOffset() == 0;
  }

  private static boolean namesAgree(String x, String y) {
    return x.isEmpty() || y.isEmpty() || EssentialName.of(x).equals(EssentialName.of(y));
  }
}
