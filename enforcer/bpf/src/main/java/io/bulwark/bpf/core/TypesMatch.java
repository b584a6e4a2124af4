package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.EssentialName;
import java.util.HashSet;
import java.util.Set;

/**
 * "Matches": every member and enumerator that the local type has is there with the same name and a
 * matching type, integers have the same size and sign. Behind a pointer only names and kinds count,
 * and a forward declaration stands for its struct or union.
 */
final class TypesMatch extends TypeComparison {
  TypesMatch(Btf local, Btf target) {
    super(local, target);
  }

  @Override
  boolean compare(BtfType x, BtfType y, boolean behindPointer, int level) {
    if (!namesMatch(x.name(), y.name())) {
      return false;
    }
    return switch (x) {
      case BtfType.Void _ -> y instanceof BtfType.Void;
      case BtfType.Fwd f -> forward(f, y, behindPointer);
      case BtfType.Enumeration e ->
          as(BtfType.Enumeration.class, y).map(t -> enumerations(e, t)).orElse(false);
      case BtfType.Composite c ->
          behindPointer ? sameShell(c, y) : c.kind() == y.kind() && members(c, y, level);
      case BtfType.Int i ->
          as(BtfType.Int.class, y)
              .map(t -> i.size() == t.size() && isSigned(i) == isSigned(t))
              .orElse(false);
      case BtfType.Ptr p ->
          as(BtfType.Ptr.class, y)
              .map(q -> same(p.type(), q.type(), true, level + 1))
              .orElse(false);
      case BtfType.Array a ->
          as(BtfType.Array.class, y)
              .map(b ->
                  a.count() == b.count()
                      && same(a.element(), b.element(), behindPointer, level + 1))
              .orElse(false);
      case BtfType.FuncProto f ->
          as(BtfType.FuncProto.class, y)
              .map(g -> prototypes(f, g, behindPointer, level))
              .orElse(false);
      case BtfType.Float _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          false;
    };
  }

  private static boolean isSigned(BtfType.Int type) {
    return type.encoding() == BtfType.Encoding.SIGNED;
  }

  private static boolean namesMatch(String x, String y) {
    return EssentialName.of(x).equals(EssentialName.of(y));
  }

  private static boolean forward(BtfType.Fwd x, BtfType y, boolean behindPointer) {
    return y instanceof BtfType.Fwd f
        ? x.union() == f.union()
        : behindPointer && (x.union() ? y instanceof BtfType.Union : y instanceof BtfType.Struct);
  }

  private static boolean sameShell(BtfType.Composite x, BtfType y) {
    return x.kind() == y.kind()
        || (y instanceof BtfType.Fwd f && f.union() == (x instanceof BtfType.Union));
  }

  private static boolean enumerations(BtfType.Enumeration x, BtfType.Enumeration y) {
    if (x.size() != y.size() || x.values().size() > y.values().size()) {
      return false;
    }
    Set<String> names = new HashSet<>();
    y.values().forEach(v -> names.add(EssentialName.of(v.name())));
    return x.values().stream().allMatch(v -> names.contains(EssentialName.of(v.name())));
  }

  private boolean members(BtfType.Composite x, BtfType y, int level) {
    if (!(y instanceof BtfType.Composite composite)
        || x.members().size() > composite.members().size()) {
      return false;
    }
    for (BtfType.Member m : x.members()) {
      boolean matched = false;
      for (BtfType.Member n : composite.members()) {
        step();
        if (namesMatch(m.name(), n.name()) && same(m.type(), n.type(), false, level + 1)) {
          matched = true;
          break;
        }
      }
      if (!matched) {
        return false;
      }
    }
    return true;
  }
}
