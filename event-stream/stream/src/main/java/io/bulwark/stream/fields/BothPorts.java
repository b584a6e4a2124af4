package io.bulwark.stream.fields;

import io.bulwark.event.access.LongListReader;
import io.bulwark.event.detection.FieldValue;
import io.bulwark.event.field.FieldRef;
import io.bulwark.stream.state.FdInfo;

/** {@code fd.port} and {@code fd.proto}: both ports of a connection, or a listener's one. */
final class BothPorts implements LongListReader {
  private final FieldRef field;
  private final FdAccess access;
  private final long[] ports = new long[2];

  BothPorts(FieldRef field, FdAccess access) {
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
    ports[0] = count == 2 ? fd.sourcePort : fd.destinationPort;
    ports[1] = fd.destinationPort;
    return count;
  }

  @Override
  public long get(int index) {
    return ports[index];
  }

  @Override
  public FieldValue value() {
    return FieldValue.Missing.INSTANCE;
  }
}
