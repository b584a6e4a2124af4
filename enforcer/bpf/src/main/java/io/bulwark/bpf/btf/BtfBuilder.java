package io.bulwark.bpf.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of types. Ids are given in the order of the calls, strings are stored once, and the
 * same calls give the same bytes.
 *
 * <pre>{@code
 * var btf = new BtfBuilder();
 * int node = btf.reserve();                              // struct node { struct node *next; };
 * int next = btf.intern(new BtfType.Ptr(node));
 * btf.define(node, new BtfType.Struct("node", 8, List.of(BtfType.Member.at(0, "next", next))));
 * byte[] bytes = btf.build().toBytes();
 * }</pre>
 *
 * Rules about one record are checked when it comes, rules about what it refers to in {@link
 * #build()}; both name the type in a {@link BtfRuleException}.
 */
public final class BtfBuilder {
  /** The kernel's limit on ids. */
  private static final int MAX_ID = 0xF_FFFF;

  private final @Nullable Btf base;
  private final int firstId;
  private final BtfStrings strings;
  private final List<@Nullable BtfType> types = new ArrayList<>();
  private final Map<BtfType, Integer> ids = new HashMap<>();

  /** A builder of a table that stands alone. */
  public BtfBuilder() {
    this.base = null;
    this.firstId = 1;
    this.strings = new BtfStrings(0);
  }

  /** A builder of a split table, whose types may refer to those of {@code base}. */
  public BtfBuilder(Btf base) {
    this.base = base;
    this.firstId = base.size();
    this.strings = new BtfStrings(base.stringSize());
  }

  /** Adds a type, also where an equal one exists. */
  public int add(BtfType type) {
    int id = reserve();
    define(id, type);
    return id;
  }

  /** The id of a type equal to this one, added where there is none. */
  public int intern(BtfType type) {
    Integer known = ids.get(type);
    return known != null ? known : add(type);
  }

  /** An id for a type that refers to itself; {@link #define} must follow before {@link #build}. */
  public int reserve() {
    int id = firstId + types.size();
    if (id > MAX_ID) {
      throw new BtfRuleException(0, "type table", "more than " + MAX_ID + " types");
    }
    types.add(null);
    return id;
  }

  /**
   * Says what a reserved id is.
   *
   * @throws IllegalStateException if the id was not reserved here, or is defined already
   */
  public void define(int id, BtfType type) {
    int index = id - firstId;
    if (index < 0 || index >= types.size() || types.get(index) != null) {
      throw new IllegalStateException("type " + id + " is not an id that waits for its type");
    }
    RecordRules.check(id, type);
    addStrings(type);
    types.set(index, type);
    ids.putIfAbsent(type, id);
  }

  /**
   * A type added here.
   *
   * @throws IllegalStateException if the id is not one of a defined type of this builder
   */
  public BtfType type(int id) {
    int index = id - firstId;
    BtfType type = index < 0 || index >= types.size() ? null : types.get(index);
    if (type == null) {
      throw new IllegalStateException("type " + id + " is not defined here");
    }
    return type;
  }

  /** The offset of {@code text} in the string table, added if new: for extension records. */
  public int string(String text) {
    return strings.add(text);
  }

  /** An integer of 1, 2, 4, 8 or 16 bytes, the same id for the same arguments. */
  public int integer(String name, int bytes, BtfType.Encoding encoding) {
    return intern(BtfType.Int.of(name, bytes, encoding));
  }

  /** A pointer, the same id for the same argument; {@code type} 0 gives {@code void *}. */
  public int pointer(int type) {
    return intern(new BtfType.Ptr(type));
  }

  /** An array with the index type that clang uses, the same id for the same arguments. */
  public int array(int element, long count) {
    int index = integer("__ARRAY_SIZE_TYPE__", 4, BtfType.Encoding.UNSIGNED);
    return intern(new BtfType.Array(element, index, count));
  }

  /**
   * The table. The builder may be used on; later types are not in it.
   *
   * @throws BtfRuleException if a reserved id is undefined, or a reference breaks a rule
   */
  public Btf build() {
    var defined = new ArrayList<BtfType>(types.size());
    for (BtfType type : types) {
      int id = firstId + defined.size();
      if (type == null) {
        throw new BtfRuleException(id, "reserved type", "is not defined");
      }
      References.check(id, type, firstId + types.size());
      defined.add(type);
    }
    byte[] bytes = BtfEncoder.encode(defined, strings);
    Btf btf = base == null ? Btf.read(bytes) : Btf.readSplit(bytes, Objects.requireNonNull(base));
    TableRules.check(btf);
    return btf;
  }

  private void addStrings(BtfType type) {
    strings.add(type.name());
    switch (type) {
      case BtfType.Composite t -> t.members().forEach(m -> strings.add(m.name()));
      case BtfType.Enumeration t -> t.values().forEach(v -> strings.add(v.name()));
      case BtfType.FuncProto t -> t.params().forEach(p -> strings.add(p.name()));
      case BtfType.Void _,
          BtfType.Int _,
          BtfType.Float _,
          BtfType.Ptr _,
          BtfType.Array _,
          BtfType.Fwd _,
          BtfType.Modifier _,
          BtfType.Func _,
          BtfType.Var _,
          BtfType.DataSec _,
          BtfType.DeclTag _ -> {}
    }
  }
}
