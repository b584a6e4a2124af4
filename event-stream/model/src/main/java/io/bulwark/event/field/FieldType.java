package io.bulwark.event.field;

/** Types of field values, named as the Falco language names them. */
public enum FieldType {
  BOOL(Shape.BOOL, 1),
  INT8(Shape.SIGNED, 8),
  INT16(Shape.SIGNED, 16),
  INT32(Shape.SIGNED, 32),
  INT64(Shape.SIGNED, 64),
  UINT8(Shape.UNSIGNED, 8),
  UINT16(Shape.UNSIGNED, 16),
  UINT32(Shape.UNSIGNED, 32),
  UINT64(Shape.UNSIGNED, 64),
  /** A duration in nanoseconds. */
  RELTIME(Shape.UNSIGNED, 64),
  /** Nanoseconds since the epoch. */
  ABSTIME(Shape.UNSIGNED, 64),
  PORT(Shape.UNSIGNED, 16),
  CHARBUF(Shape.TEXT, 0),
  FSPATH(Shape.TEXT, 0),
  BYTEBUF(Shape.BYTES, 0),
  IPADDR(Shape.ADDRESS, 0),
  /** An address that is tested for membership in networks. */
  IPNET(Shape.NET, 0);

  /** What a test on the type compares. */
  public enum Shape {
    BOOL,
    SIGNED,
    UNSIGNED,
    TEXT,
    BYTES,
    ADDRESS,
    NET
  }

  private final Shape shape;
  private final int bits;

  FieldType(Shape shape, int bits) {
    this.shape = shape;
    this.bits = bits;
  }

  public Shape shape() {
    return shape;
  }

  /** Width of a numeric type; 1 for booleans, 0 for the rest. */
  public int bits() {
    return bits;
  }

  public boolean isNumeric() {
    return shape == Shape.SIGNED || shape == Shape.UNSIGNED;
  }
}
