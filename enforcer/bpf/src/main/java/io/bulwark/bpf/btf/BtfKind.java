package io.bulwark.bpf.btf;

/** The kinds of BTF types, with the number each has in a record's info word. */
public enum BtfKind {
  VOID(0),
  INT(1),
  PTR(2),
  ARRAY(3),
  STRUCT(4),
  UNION(5),
  ENUM(6),
  FWD(7),
  TYPEDEF(8),
  VOLATILE(9),
  CONST(10),
  RESTRICT(11),
  FUNC(12),
  FUNC_PROTO(13),
  VAR(14),
  DATASEC(15),
  FLOAT(16),
  DECL_TAG(17),
  TYPE_TAG(18),
  ENUM64(19);

  /** The highest number known here. */
  public static final int MAX_CODE = 19;

  private final int code;

  BtfKind(int code) {
    this.code = code;
  }

  /** The number in bits 24 to 28 of the info word; void, which has no record, is 0. */
  public int code() {
    return code;
  }

  /**
   * The kind with number {@code code}.
   *
   * @throws IllegalArgumentException outside 0 to {@link #MAX_CODE}
   */
  public static BtfKind of(int code) {
    return switch (code) {
      case 0 -> VOID;
      case 1 -> INT;
      case 2 -> PTR;
      case 3 -> ARRAY;
      case 4 -> STRUCT;
      case 5 -> UNION;
      case 6 -> ENUM;
      case 7 -> FWD;
      case 8 -> TYPEDEF;
      case 9 -> VOLATILE;
      case 10 -> CONST;
      case 11 -> RESTRICT;
      case 12 -> FUNC;
      case 13 -> FUNC_PROTO;
      case 14 -> VAR;
      case 15 -> DATASEC;
      case 16 -> FLOAT;
      case 17 -> DECL_TAG;
      case 18 -> TYPE_TAG;
      case 19 -> ENUM64;
      default -> throw new IllegalArgumentException("unknown BTF kind " + code);
    };
  }
}
