package io.bulwark.stream.scap;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;
import io.bulwark.stream.state.CaptureMetadata;

/** Reads the machine info, interface list and user list blocks. */
final class MachineLists {
  private static final int HOSTNAME_BYTES = 128;

  /** Interface entry types; 3 and 4 are the oldest layouts, without a link speed. */
  private static final int IPV4 = 1;

  private static final int IPV6 = 2;
  private static final int IPV4_NO_SPEED = 3;
  private static final int IPV6_NO_SPEED = 4;

  private static final int USER = 0;

  private MachineLists() {}

  static boolean machine(BlockCursor in, CaptureMetadata out) {
    int cpus = in.i32();
    long memory = in.i64();
    in.i64(); // largest pid
    ByteSlice host = in.bytes(HOSTNAME_BYTES);
    long boot = in.remaining() >= 8 ? in.i64() : 0;
    if (in.failed()) {
      return false;
    }
    int nul = host.indexOf((byte) 0, 0);
    String name = host.toString();
    if (nul >= 0) {
      name = new ByteSlice(host.array(), host.offset(), nul).toString();
    }
    out.machine(name, cpus, memory, boot);
    return true;
  }

  /** Entries carry their length (which excludes itself) from version 2 on. */
  static boolean interfaces(BlockCursor block, boolean withLengths, CaptureMetadata out) {
    while (block.remaining() >= 4) {
      BlockCursor in = withLengths ? block.part(block.i32()) : block;
      int type = in.u16();
      int nameLength = in.u16();
      IpAddress address = new IpAddress();
      IpAddress netmask = new IpAddress();
      if (type == IPV4 || type == IPV4_NO_SPEED) {
        address.setV4(in.bigEndian32());
        netmask.setV4(in.bigEndian32());
        in.skip(4);
      } else if (type == IPV6 || type == IPV6_NO_SPEED) {
        address.setV6(in.bigEndian64(), in.bigEndian64());
        netmask.setV6(in.bigEndian64(), in.bigEndian64());
        in.skip(16);
      } else {
        return false;
      }
      if (type == IPV4 || type == IPV6) {
        in.skip(8);
      }
      ByteSlice name = in.bytes(nameLength);
      if (in.failed() || block.failed()) {
        return false;
      }
      out.networkInterface(name, address, netmask);
    }
    return true;
  }

  /** Entries carry their length (which includes itself) from version 2 on. */
  static boolean users(BlockCursor block, boolean withLengths, CaptureMetadata out) {
    while (block.remaining() >= 4) {
      BlockCursor in = withLengths ? block.part(block.i32() - 4) : block;
      int type = in.u8();
      if (type == USER) {
        long uid = in.u32();
        long gid = in.u32();
        ByteSlice name = in.text();
        ByteSlice home = in.text();
        ByteSlice shell = in.text();
        if (!in.failed()) {
          out.user(uid, gid, name, home, shell);
        }
      } else {
        long gid = in.u32();
        ByteSlice name = in.text();
        if (!in.failed()) {
          out.group(gid, name);
        }
      }
      if (in.failed() || block.failed()) {
        return false;
      }
    }
    return true;
  }
}
