package io.bulwark.bpf.core;

import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfException;
import io.bulwark.bpf.btf.BtfType;
import io.bulwark.bpf.btf.EssentialName;
import io.bulwark.bpf.isa.CoreRelocation;
import java.util.List;
import java.util.Locale;

/** Relocations in the words of a person: {@code struct file.f_flags}, {@code enum x::VALUE}. */
final class Wording {
  private Wording() {}

  static String of(Btf local, CoreRelocation relocation) {
    try {
      String root = root(local.type(relocation.rootType()));
      if (relocation.kind().isField()) {
        return root + fields(local, relocation);
      }
      return relocation.kind().isEnumValue() ? root + enumerator(local, relocation) : root;
    } catch (CoreException | BtfException | IndexOutOfBoundsException e) {
      return "type " + relocation.rootType() + " `" + relocation.access() + "`";
    }
  }

  private static String root(BtfType type) {
    String name = type.name().isEmpty() ? "(anonymous)" : EssentialName.of(type.name());
    return switch (type) {
      case BtfType.Struct _ -> "struct " + name;
      case BtfType.Union _ -> "union " + name;
      case BtfType.Enumeration _ -> "enum " + name;
      case BtfType.Fwd f -> (f.union() ? "union " : "struct ") + name;
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Array _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.FuncProto _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          type.name().isEmpty() ? type.kind().name().toLowerCase(Locale.ROOT) : name;
    };
  }

  private static String fields(Btf local, CoreRelocation relocation) {
    AccessPath path = AccessPath.parse(local, relocation.rootType(), relocation.access());
    var text = new StringBuilder();
    List<AccessPath.Step> steps = path.steps();
    if (steps.getFirst().index() != 0) {
      text.append('[').append(steps.getFirst().index()).append(']');
    }
    for (AccessPath.Step step : steps.subList(1, steps.size())) {
      if (step.isMember()) {
        text.append('.').append(step.name());
      } else {
        text.append('[').append(step.index()).append(']');
      }
    }
    return text.toString();
  }

  private static String enumerator(Btf local, CoreRelocation relocation) {
    var question =
        EnumeratorQuestion.of(relocation.kind(), local, relocation.rootType(), relocation.access());
    return "::" + question.type().values().get(question.index()).name();
  }
}
