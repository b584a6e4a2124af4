package io.bulwark.event.access;

import io.bulwark.event.detection.FieldValue;

/**
 * One field of the current event, or a value computed from fields, bound once to the stream it
 * reads from. Its text names the field, for messages.
 *
 * <p>The permitted shapes are what a test can compare: text (and byte buffers), numbers (booleans
 * are 0 and 1; ports, times and ids are numbers too), addresses, and lists of each. Which shape a
 * field has follows from its {@link io.bulwark.event.field.FieldType} and {@link
 * io.bulwark.event.field.Multiplicity} and never changes at run time.
 */
public sealed interface FieldReader
    permits TextReader,
        LongReader,
        AddressReader,
        TextListReader,
        LongListReader,
        AddressListReader {
  /**
   * The value as an alert shows it, typed; {@link FieldValue.Missing} where there is none.
   * Allocates: for outputs, not for tests.
   */
  FieldValue value();
}
