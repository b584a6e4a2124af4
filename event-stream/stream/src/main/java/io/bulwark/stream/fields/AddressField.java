package io.bulwark.stream.fields;

import io.bulwark.event.access.AddressReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldDef.Trait;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.IpAddress;
import org.jspecify.annotations.Nullable;

/** An address field, also the address that a network field tests. */
final class AddressField implements AddressReader {
  /** Reads the address of the current event. */
  interface Source {
    @Nullable IpAddress read();
  }

  private final FieldRef field;
  private final Source source;

  AddressField(FieldRef field, Source source) {
    this.field = field;
    this.source = source;
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public @Nullable IpAddress read() {
    return source.read();
  }

  @Override
  public FieldValue value() {
    IpAddress address = field.def().is(Trait.FILTER_ONLY) ? null : source.read();
    return address == null ? FieldValue.Missing.INSTANCE : new FieldValue.Text(address.toString());
  }
}
