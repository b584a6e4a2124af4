package io.bulwark.bpf.btf;

import java.util.stream.IntStream;

/** The ids that a record holds. */
final class References {
  private References() {}

  /** All ids in {@code type}, in the order of the record. */
  static IntStream of(BtfType type) {
    return switch (type) {
      case BtfType.Void _, BtfType.Int _, BtfType.Float _, BtfType.Fwd _, BtfType.Enumeration _ ->
          IntStream.empty();
      case BtfType.Ptr t -> IntStream.of(t.type());
      case BtfType.Array t -> IntStream.of(t.element(), t.index());
      case BtfType.Composite t -> t.members().stream().mapToInt(BtfType.Member::type);
      case BtfType.Modifier t -> IntStream.of(t.type());
      case BtfType.Func t -> IntStream.of(t.proto());
      case BtfType.FuncProto t ->
          IntStream.concat(
              IntStream.of(t.returnType()), t.params().stream().mapToInt(BtfType.Param::type));
      case BtfType.Var t -> IntStream.of(t.type());
      case BtfType.DataSec t -> t.slots().stream().mapToInt(BtfType.Slot::type);
      case BtfType.DeclTag t -> IntStream.of(t.type());
    };
  }

  /** Checks that everything {@code type} refers to is below {@code size}. */
  static void check(int id, BtfType type, int size) {
    of(type)
        .filter(ref -> ref < 0 || ref >= size)
        .findFirst()
        .ifPresent(ref -> {
          throw new BtfRuleException(
              id, RecordRules.describe(type), "refers to type " + ref + ", which is missing");
        });
  }
}
