package io.bulwark.event.access;

import io.bulwark.event.value.IpAddress;
import org.jspecify.annotations.Nullable;

/** Reads a field that is one address (also the address that a network field tests). */
public non-sealed interface AddressReader extends FieldReader {
  /** The address, valid until the next event or call on this reader; null if missing. */
  @Nullable IpAddress read();
}
