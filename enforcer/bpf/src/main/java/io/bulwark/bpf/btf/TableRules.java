package io.bulwark.bpf.btf;

import java.util.stream.IntStream;

/** The rules about types that refer to each other, for a table whose records are sound. */
final class TableRules {
  private final Btf btf;
  private final byte[] depths;

  private TableRules(Btf btf) {
    this.btf = btf;
    this.depths = new byte[btf.size()];
  }

  /**
   * Checks the types that {@code btf} itself defines.
   *
   * @throws BtfRuleException for the first one that breaks a rule
   */
  static void check(Btf btf) {
    // Nesting first: the other rules follow references and rely on their end.
    var values = new TableRules(btf);
    var pointers = new TableRules(btf);
    for (int id = btf.firstId(); id < btf.size(); id++) {
      values.depth(id, 0, true);
      pointers.depth(id, 0, false);
    }
    for (int id = btf.firstId(); id < btf.size(); id++) {
      values.type(id);
    }
  }

  /**
   * How deep types are nested below {@code id}: by value, or as a chain of pointers and modifiers.
   * Marks: 0 unknown, -1 being visited, otherwise depth + 1.
   */
  private int depth(int id, int level, boolean byValue) {
    if (depths[id] > 0) {
      return depths[id] - 1;
    }
    require(depths[id] == 0, id, byValue ? "contains itself" : "points to nothing but itself");
    require(level <= Layouts.MAX_DEPTH, id, "nested deeper than " + Layouts.MAX_DEPTH);
    depths[id] = -1;
    BtfType type = btf.type(id);
    int depth = 0;
    for (int inner : (byValue ? contained(type) : chained(type)).toArray()) {
      depth = Math.max(depth, 1 + depth(inner, level + 1, byValue));
    }
    require(depth <= Layouts.MAX_DEPTH, id, "nested deeper than " + Layouts.MAX_DEPTH);
    depths[id] = (byte) (depth + 1);
    return depth;
  }

  private static IntStream contained(BtfType type) {
    return switch (type) {
      case BtfType.Array t -> IntStream.of(t.element());
      case BtfType.Composite _, BtfType.Modifier _ -> References.of(type);
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Enumeration _,
          BtfType.Fwd _,
          BtfType.Func _,
          BtfType.FuncProto _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          IntStream.empty();
    };
  }

  private static IntStream chained(BtfType type) {
    return type instanceof BtfType.Ptr || type instanceof BtfType.Modifier
        ? References.of(type)
        : IntStream.empty();
  }

  private void type(int id) {
    switch (btf.type(id)) {
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Enumeration _,
          BtfType.Fwd _ -> {}
      case BtfType.Ptr t -> isType(id, t.type());
      case BtfType.Modifier t -> isType(id, t.type());
      case BtfType.Array t -> {
        sized(id, t.element(), "element");
        require(btf.sizeOf(id).isPresent(), id, "has more than 2^32 - 1 bytes");
        require(btf.type(btf.resolve(t.index())) instanceof BtfType.Int, id, "index is no integer");
      }
      case BtfType.Composite t -> t.members().forEach(m -> member(id, t, m));
      case BtfType.Func t -> function(id, t);
      case BtfType.FuncProto t -> {
        if (btf.resolve(t.returnType()) != 0) {
          sized(id, t.returnType(), "result");
        }
        t.params().stream()
            .filter(p -> p.type() != 0)
            .forEach(p -> sized(id, p.type(), "parameter `" + p.name() + "`"));
      }
      case BtfType.Var t -> {
        isType(id, t.type());
        // `extern const void symbol` is how an untyped kernel symbol is declared.
        if (t.linkage() != BtfType.Linkage.EXTERN) {
          sized(id, t.type(), "its type");
        }
      }
      case BtfType.DataSec t -> t.slots().forEach(s -> slot(id, s));
      case BtfType.DeclTag t -> tag(id, t);
    }
  }

  private void member(int id, BtfType.Composite composite, BtfType.Member m) {
    String what = "member `" + m.name() + "`";
    long size = 8 * sized(id, m.type(), what);
    long end = m.bitOffset() + (m.bitfieldSize() > 0 ? m.bitfieldSize() : size);
    require(
        end <= 8L * composite.size(),
        id,
        what + " ends at bit " + end + " of " + 8L * composite.size());
    if (m.bitfieldSize() == 0) {
      require(m.bitOffset() % 8 == 0, id, what + " starts within a byte");
      return;
    }
    BtfType type = btf.type(btf.resolve(m.type()));
    require(
        type instanceof BtfType.Int || type instanceof BtfType.Enumeration,
        id,
        what + " is a bit field and no integer");
    require(
        m.bitfieldSize() <= size,
        id,
        what + " has " + m.bitfieldSize() + " bits of a type of " + size);
  }

  private void function(int id, BtfType.Func t) {
    require(
        btf.type(t.proto()) instanceof BtfType.FuncProto, id, "its type is no function prototype");
    if (t.linkage() != BtfType.Linkage.EXTERN
        && btf.type(t.proto()) instanceof BtfType.FuncProto proto) {
      proto.params().stream()
          .filter(p -> !p.equals(BtfType.Param.VARIADIC))
          .forEach(p -> require(!p.name().isEmpty(), id, "a parameter has no name"));
    }
  }

  private void slot(int id, BtfType.Slot slot) {
    BtfType type = btf.type(slot.type());
    switch (type) {
      case BtfType.Var t -> {
        long size = btf.sizeOf(t.type()).orElse(0);
        require(
            slot.size() >= size,
            id,
            "variable `%s` of %d bytes has %d".formatted(t.name(), size, slot.size()));
      }
      case BtfType.Func t ->
          require(
              t.linkage() == BtfType.Linkage.EXTERN,
              id,
              "function `" + t.name() + "` is not extern");
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Array _,
          BtfType.Composite _,
          BtfType.Enumeration _,
          BtfType.Fwd _,
          BtfType.Modifier _,
          BtfType.FuncProto _,
          BtfType.DataSec _,
          BtfType.DeclTag _ ->
          require(false, id, RecordRules.describe(type) + " is no variable");
    }
  }

  private void tag(int id, BtfType.DeclTag t) {
    BtfType target = btf.type(t.type());
    int components =
        switch (target) {
          case BtfType.Composite c -> c.members().size();
          case BtfType.Func f ->
              btf.type(f.proto()) instanceof BtfType.FuncProto p ? p.params().size() : 0;
          case BtfType.Var _, BtfType.Typedef _ -> 0;
          case BtfType.Void _,
              BtfType.Int _,
              BtfType.Float _,
              BtfType.Ptr _,
              BtfType.Array _,
              BtfType.Enumeration _,
              BtfType.Fwd _,
              BtfType.Volatile _,
              BtfType.Const _,
              BtfType.Restrict _,
              BtfType.TypeTag _,
              BtfType.FuncProto _,
              BtfType.DataSec _,
              BtfType.DeclTag _ ->
              -1;
        };
    require(components >= 0, id, "tags " + RecordRules.describe(target));
    require(
        t.component() < components || t.component() == -1,
        id,
        "component " + t.component() + " of " + components);
  }

  private void isType(int id, int referred) {
    BtfType type = btf.type(referred);
    boolean declaration =
        type instanceof BtfType.Func
            || type instanceof BtfType.Var
            || type instanceof BtfType.DataSec
            || type instanceof BtfType.DeclTag;
    require(!declaration, id, "refers to " + RecordRules.describe(type) + ", which is no type");
  }

  private long sized(int id, int referred, String what) {
    isType(id, referred);
    return btf.sizeOf(referred)
        .orElseThrow(
            () -> broken(id, what + " has no size: " + RecordRules.describe(btf.type(referred))));
  }

  private void require(boolean condition, int id, String rule) {
    if (!condition) {
      throw broken(id, rule);
    }
  }

  private BtfRuleException broken(int id, String rule) {
    return new BtfRuleException(id, RecordRules.describe(btf.type(id)), rule);
  }
}
