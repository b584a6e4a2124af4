package io.bulwark.bpf.btf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules about a record that need nothing but the record; the kernel enforces most of them. */
final class RecordRules {
  private static final int MAX_COUNT = 0xFFFF;
  private static final int MAX_FLAGGED_OFFSET = 0xFF_FFFF;

  /** The shortest limit of the kernels supported, without the final NUL. */
  private static final int MAX_NAME = 127;

  private final int id;
  private final BtfType type;

  private RecordRules(int id, BtfType type) {
    this.id = id;
    this.type = type;
  }

  /**
   * @throws BtfRuleException if the record breaks a rule
   */
  static void check(int id, BtfType type) {
    new RecordRules(id, type).check();
  }

  /** A type as a person would call it: {@code struct file}, {@code ptr}. */
  static String describe(BtfType type) {
    String kind = type.kind().name().toLowerCase(Locale.ROOT);
    return type.name().isEmpty() ? kind : kind + " `" + type.name() + "`";
  }

  private void check() {
    switch (type) {
      case BtfType.Void _ -> require(false, "void is id 0 and has no record");
      case BtfType.Int t -> integer(t);
      case BtfType.Float t -> {
        named();
        require(
            Set.of(2, 4, 8, 12, 16).contains(t.size()), t.size() + " bytes, not 2, 4, 8, 12 or 16");
      }
      case BtfType.Ptr _, BtfType.Volatile _, BtfType.Const _, BtfType.Restrict _ -> {}
      case BtfType.Array t ->
          require(t.count() >= 0 && t.count() <= 0xFFFF_FFFFL, "count " + t.count());
      case BtfType.Composite t -> composite(t);
      case BtfType.Enumeration t -> enumeration(t);
      case BtfType.Fwd _, BtfType.Typedef _, BtfType.Func _, BtfType.Var _ ->
          identifier(type.name(), "name");
      case BtfType.TypeTag _ -> named();
      case BtfType.FuncProto t -> prototype(t);
      case BtfType.DataSec t -> section(t);
      case BtfType.DeclTag t -> {
        named();
        require(t.component() >= -1 && t.component() <= MAX_COUNT, "component " + t.component());
      }
    }
  }

  private void integer(BtfType.Int t) {
    named();
    require(Set.of(1, 2, 4, 8, 16).contains(t.size()), t.size() + " bytes, not 1, 2, 4, 8 or 16");
    require(
        t.bits() > 0 && t.bitOffset() >= 0 && t.bitOffset() + t.bits() <= 8 * t.size(),
        "bits " + t.bitOffset() + " to " + (t.bitOffset() + t.bits()) + " of " + 8 * t.size());
  }

  private void composite(BtfType.Composite t) {
    optionalIdentifier(t.name(), "name");
    count(t.members(), "members");
    require(t.size() >= 0, "size " + t.size());
    unique(t.members().stream().map(BtfType.Member::name).toList());
    boolean bitfields = t.members().stream().anyMatch(m -> m.bitfieldSize() != 0);
    int last = 0;
    for (BtfType.Member m : t.members()) {
      optionalIdentifier(m.name(), "member");
      require(
          m.bitfieldSize() >= 0 && m.bitfieldSize() <= 0xFF,
          "bit field `" + m.name() + "` of " + m.bitfieldSize() + " bits");
      require(
          m.bitOffset() >= last && m.bitOffset() <= 8L * t.size(),
          "member `%s` at bit %d, after bit %d in %d bytes"
              .formatted(m.name(), m.bitOffset(), last, t.size()));
      require(
          !bitfields || m.bitOffset() <= MAX_FLAGGED_OFFSET,
          "member `%s` at bit %d: with bit fields offsets have 24 bits"
              .formatted(m.name(), m.bitOffset()));
      require(
          !(t instanceof BtfType.Union) || m.bitOffset() == 0,
          "member `%s` of a union at bit %d".formatted(m.name(), m.bitOffset()));
      last = m.bitOffset();
    }
  }

  private void enumeration(BtfType.Enumeration t) {
    optionalIdentifier(t.name(), "name");
    count(t.values(), "values");
    require(Set.of(1, 2, 4, 8).contains(t.size()), t.size() + " bytes, not 1, 2, 4 or 8");
    unique(t.values().stream().map(BtfType.Enumerator::name).toList());
    for (BtfType.Enumerator v : t.values()) {
      identifier(v.name(), "enumerator");
      boolean fits =
          t instanceof BtfType.Enum64
              || (t.signed() ? v.value() == (int) v.value() : v.value() >>> 32 == 0);
      require(fits, "`" + v.name() + "` = " + v.value() + " does not fit into 32 bits");
    }
  }

  private void prototype(BtfType.FuncProto t) {
    count(t.params(), "parameters");
    for (int i = 0; i < t.params().size(); i++) {
      BtfType.Param p = t.params().get(i);
      optionalIdentifier(p.name(), "parameter");
      require(
          p.type() != 0 || (p.equals(BtfType.Param.VARIADIC) && i == t.params().size() - 1),
          "parameter " + i + " is void");
    }
  }

  private void section(BtfType.DataSec t) {
    named();
    count(t.slots(), "variables");
    require(t.size() >= 0, "size " + t.size());
    long end = 0;
    for (BtfType.Slot s : t.slots()) {
      require(
          s.offset() >= end,
          "variable %d at offset %d, where the one before it ends at %d"
              .formatted(s.type(), s.offset(), end));
      require(s.size() >= 0, "variable " + s.type() + " of " + s.size() + " bytes");
      end = (long) s.offset() + s.size();
      require(
          t.size() == 0 || end <= t.size(),
          "variable %d ends at %d of %d bytes".formatted(s.type(), end, t.size()));
    }
  }

  private void named() {
    require(!type.name().isEmpty(), "has no name");
  }

  private void count(List<?> list, String what) {
    require(list.size() <= MAX_COUNT, list.size() + " " + what + ", at most " + MAX_COUNT);
  }

  private void unique(List<String> names) {
    var seen = new HashSet<String>();
    for (String name : names) {
      require(name.isEmpty() || seen.add(name), "`" + name + "` occurs twice");
    }
  }

  private void optionalIdentifier(String name, String what) {
    if (!name.isEmpty()) {
      identifier(name, what);
    }
  }

  private void identifier(String name, String what) {
    require(isIdentifier(name), what + " `" + name + "` is no C identifier");
    require(name.length() <= MAX_NAME, what + " of " + name.length() + " characters");
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && !(name.charAt(0) >= '0' && name.charAt(0) <= '9')
        && name.chars()
            .allMatch(c ->
                c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
  }

  private void require(boolean condition, String rule) {
    if (!condition) {
      throw new BtfRuleException(id, describe(type), rule);
    }
  }
}
