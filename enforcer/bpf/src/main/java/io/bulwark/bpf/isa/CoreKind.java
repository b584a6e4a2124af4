package io.bulwark.bpf.isa;

/** What a CO-RE relocation asks of the target's types; ordinals are the encoded numbers. */
public enum CoreKind {
  /** Byte offset of a field. */
  FIELD_BYTE_OFFSET,
  /** Size of a field in bytes. */
  FIELD_BYTE_SIZE,
  /** 1 if the field is there. */
  FIELD_EXISTS,
  /** 1 if the field is a signed integer. */
  FIELD_SIGNED,
  /** Left shift that brings a bitfield to the top of 64 bits. */
  FIELD_LSHIFT_U64,
  /** Right shift that brings it back down. */
  FIELD_RSHIFT_U64,
  /** Id of the type in the object's own BTF. */
  TYPE_ID_LOCAL,
  /** Id of the type in the target's BTF. */
  TYPE_ID_TARGET,
  /** 1 if the type is there. */
  TYPE_EXISTS,
  /** Size of the type in bytes. */
  TYPE_SIZE,
  /** 1 if the enumerator is there. */
  ENUM_VALUE_EXISTS,
  /** The enumerator's value. */
  ENUM_VALUE,
  /** 1 if the type is there and looks the same. */
  TYPE_MATCHES;

  private static final CoreKind[] ALL = values();

  /** How many kinds there are. */
  public static final int COUNT = ALL.length;

  /** The encoded number, 0 to 12. */
  public int number() {
    return ordinal();
  }

  /** The kind with this encoded number. */
  public static CoreKind of(int number) {
    if (number < 0 || number >= ALL.length) {
      throw new IllegalArgumentException("no CO-RE relocation kind " + number);
    }
    return ALL[number];
  }

  /** Whether the relocation is about a field of a type. */
  public boolean isField() {
    return ordinal() <= FIELD_RSHIFT_U64.ordinal();
  }

  /** Whether the relocation is about an enumerator. */
  public boolean isEnumValue() {
    return this == ENUM_VALUE_EXISTS || this == ENUM_VALUE;
  }
}
