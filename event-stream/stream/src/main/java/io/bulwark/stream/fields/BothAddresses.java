package io.bulwark.stream.fields;

import io.bulwark.event.access.AddressListReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.FdInfo;

/**
 * {@code fd.ip} and {@code fd.net}: both ends of a connection, or a listener's one. An event whose
 * descriptor is known but no socket has none, which still counts as existing. Not printable.
 */
final class BothAddresses implements AddressListReader {
  private final FieldRef field;
  private final FdAccess access;
  private final IpAddress[] ends = {new IpAddress(), new IpAddress()};

  BothAddresses(FieldRef field, FdAccess access) {
    this.field = field;
    this.access = access;
  }

  @Override
  public String toString() {
    return field.text();
  }

  @Override
  public int load() {
    FdInfo fd = access.fd();
    if (fd == null) {
      return -1;
    }
    int count = Math.max(SocketFields.ends(fd), 0);
    for (int i = 0; i < count; i++) {
      ends[i] = SocketFields.end(fd, i);
    }
    return count;
  }

  @Override
  public IpAddress get(int index) {
    return ends[index];
  }

  @Override
  public FieldValue value() {
    return FieldValue.Missing.INSTANCE;
  }
}
