package io.bulwark.event.access;

/** Reads a numeric or boolean field (false 0, true 1). */
public non-sealed interface LongReader extends FieldReader {
  /**
   * Returned when there is no value. An unsigned 64-bit field whose value is exactly 2^63 reads as
   * missing; no field of the catalogue takes that value (it is no valid address, time or id).
   */
  long MISSING = Long.MIN_VALUE;

  /** The value in the field's own signedness, or {@link #MISSING}. */
  long read();
}
