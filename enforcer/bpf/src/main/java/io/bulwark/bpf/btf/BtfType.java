package io.bulwark.bpf.btf;

import java.util.List;

/**
 * One BTF type. Types refer to each other by id; id 0 is {@link Void}.
 *
 * <p>Sizes and offsets above 2³¹ - 1 do not occur: the reader refuses them. An anonymous type has
 * the empty name.
 */
public sealed interface BtfType {

  /** The kind of this record. */
  BtfKind kind();

  /** The name, empty for anonymous types and for the kinds that have none. */
  default String name() {
    return "";
  }

  /** {@code struct} and {@code union}. */
  sealed interface Composite extends BtfType {
    /** Bytes. */
    int size();

    /** In the order of the record, which for a struct is the order of offsets. */
    List<Member> members();
  }

  /** Enumerations of 32 and of 64 bits. */
  sealed interface Enumeration extends BtfType {
    /** Bytes. */
    int size();

    /** Whether the enumerators are signed numbers. */
    boolean signed();

    /** In the order of the record. */
    List<Enumerator> values();
  }

  /** What a type is looked through for when only its layout counts. */
  sealed interface Modifier extends BtfType {
    /** The type modified or named. */
    int type();
  }

  /** Id 0: no type, or an unknown one. */
  record Void() implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.VOID;
    }
  }

  /** How the bits of an {@link Int} are meant. */
  enum Encoding {
    UNSIGNED(0),
    SIGNED(1),
    CHAR(2),
    BOOL(4);

    private final int code;

    Encoding(int code) {
      this.code = code;
    }

    /** The number in bits 24 to 27 of the word behind the record. */
    public int code() {
      return code;
    }
  }

  /**
   * An integer.
   *
   * @param size bytes that it takes in memory
   * @param bitOffset first bit of the value; other than 0 only in bit fields of old producers
   * @param bits bits of the value, at most {@code 8 * size}
   */
  record Int(String name, int size, Encoding encoding, int bitOffset, int bits) implements BtfType {
    /** An ordinary integer of {@code size} bytes. */
    public static Int of(String name, int size, Encoding encoding) {
      return new Int(name, size, encoding, 0, 8 * size);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.INT;
    }
  }

  /** A pointer to {@code type}. */
  record Ptr(int type) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.PTR;
    }
  }

  /**
   * An array.
   *
   * @param count elements, 0 to 2³² - 1; 0 also stands for a flexible last member
   */
  record Array(int element, int index, long count) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.ARRAY;
    }
  }

  /** A struct of {@code size} bytes. */
  record Struct(String name, int size, List<Member> members) implements Composite {
    public Struct {
      members = List.copyOf(members);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.STRUCT;
    }
  }

  /** A union of {@code size} bytes. */
  record Union(String name, int size, List<Member> members) implements Composite {
    public Union {
      members = List.copyOf(members);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.UNION;
    }
  }

  /**
   * A member of a struct or union.
   *
   * @param bitOffset from the start of the struct
   * @param bitfieldSize bits of a bit field, 0 for every other member
   */
  record Member(String name, int type, int bitOffset, int bitfieldSize) {
    /** A member that starts at a byte and is no bit field. */
    public static Member at(int byteOffset, String name, int type) {
      return new Member(name, type, Math.multiplyExact(byteOffset, 8), 0);
    }
  }

  /** An enumeration whose values have 32 bits. */
  record Enum(String name, int size, boolean signed, List<Enumerator> values)
      implements Enumeration {
    public Enum {
      values = List.copyOf(values);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.ENUM;
    }
  }

  /** An enumeration whose values have 64 bits. */
  record Enum64(String name, int size, boolean signed, List<Enumerator> values)
      implements Enumeration {
    public Enum64 {
      values = List.copyOf(values);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.ENUM64;
    }
  }

  /**
   * A name in an enumeration.
   *
   * @param value as the enumeration's signedness says: 32-bit values are sign- or zero-extended,
   *     64-bit ones are the bits
   */
  record Enumerator(String name, long value) {}

  /** A struct or union that is only declared. */
  record Fwd(String name, boolean union) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FWD;
    }
  }

  /** {@code typedef type name}. */
  record Typedef(String name, int type) implements Modifier {
    @Override
    public BtfKind kind() {
      return BtfKind.TYPEDEF;
    }
  }

  /** {@code volatile type}. */
  record Volatile(int type) implements Modifier {
    @Override
    public BtfKind kind() {
      return BtfKind.VOLATILE;
    }
  }

  /** {@code const type}. */
  record Const(int type) implements Modifier {
    @Override
    public BtfKind kind() {
      return BtfKind.CONST;
    }
  }

  /** {@code restrict type}. */
  record Restrict(int type) implements Modifier {
    @Override
    public BtfKind kind() {
      return BtfKind.RESTRICT;
    }
  }

  /** {@code __attribute__((btf_type_tag("name"))) type}. */
  record TypeTag(String name, int type) implements Modifier {
    @Override
    public BtfKind kind() {
      return BtfKind.TYPE_TAG;
    }
  }

  /** Who can see a function or variable. */
  enum Linkage {
    STATIC(0),
    GLOBAL(1),
    EXTERN(2);

    private final int code;

    Linkage(int code) {
      this.code = code;
    }

    /** The number in the record. */
    public int code() {
      return code;
    }
  }

  /** A function; {@code proto} is the id of its {@link FuncProto}. */
  record Func(String name, int proto, Linkage linkage) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FUNC;
    }
  }

  /** What a function takes and returns; a variadic one ends with {@link Param#VARIADIC}. */
  record FuncProto(int returnType, List<Param> params) implements BtfType {
    public FuncProto {
      params = List.copyOf(params);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.FUNC_PROTO;
    }
  }

  /** A parameter; the name may be empty where only the type is declared. */
  record Param(String name, int type) {
    /** The three dots. */
    public static final Param VARIADIC = new Param("", 0);
  }

  /** A global variable. */
  record Var(String name, int type, Linkage linkage) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.VAR;
    }
  }

  /**
   * The variables of an ELF section, sorted by offset.
   *
   * @param size bytes of the section, or 0 when the loader shall compute it
   */
  record DataSec(String name, int size, List<Slot> slots) implements BtfType {
    public DataSec {
      slots = List.copyOf(slots);
    }

    @Override
    public BtfKind kind() {
      return BtfKind.DATASEC;
    }
  }

  /**
   * The place of a variable in its section.
   *
   * @param type id of a {@link Var}, or of an extern {@link Func}
   * @param offset bytes from the start of the section
   * @param size bytes
   */
  record Slot(int type, int offset, int size) {}

  /** A floating-point number of {@code size} bytes. */
  record Float(String name, int size) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.FLOAT;
    }
  }

  /**
   * {@code __attribute__((btf_decl_tag("name")))} on {@code type}.
   *
   * @param component index of the member or parameter that carries it, -1 for {@code type} itself
   */
  record DeclTag(String name, int type, int component) implements BtfType {
    @Override
    public BtfKind kind() {
      return BtfKind.DECL_TAG;
    }
  }
}
