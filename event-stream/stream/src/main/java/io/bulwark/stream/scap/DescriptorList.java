package io.bulwark.stream.scap;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.stream.state.CaptureMetadata;
import io.bulwark.stream.state.FdInfo;
import io.bulwark.stream.state.FdType;

/** Reads descriptor list blocks: one thread's descriptors each. */
final class DescriptorList {
  private static final FdType[] TYPES = FdType.values();

  private DescriptorList() {}

  /** Reads entries until the block ends; false if the block is damaged. */
  static boolean read(BlockCursor block, boolean withLengths, CaptureMetadata out) {
    long tid = block.i64();
    while (block.remaining() >= 4) {
      BlockCursor entry = withLengths ? block.part(block.i32() - 4) : block;
      long fd = entry.i64();
      FdInfo info = new FdInfo();
      info.inode = entry.i64();
      int type = entry.u8();
      info.type = type < TYPES.length ? TYPES[type] : FdType.UNSUPPORTED;
      if (type < TYPES.length) {
        tail(entry, info, withLengths);
      } else {
        info.name = ByteSlice.of("unknown-type:[" + type + "]");
      }
      if (entry.failed() || block.failed()) {
        return false;
      }
      out.descriptor(tid, fd, info);
    }
    return true;
  }

  private static void tail(BlockCursor in, FdInfo info, boolean withLengths) {
    switch (info.type) {
      case IPV4_SOCKET -> {
        info.source.setV4(in.bigEndian32());
        info.destination.setV4(in.bigEndian32());
        info.sourcePort = in.u16();
        info.destinationPort = in.u16();
        info.l4 = in.u8();
      }
      case IPV4_LISTEN -> {
        info.destination.setV4(in.bigEndian32());
        info.destinationPort = in.u16();
        info.l4 = in.u8();
      }
      case IPV6_SOCKET -> {
        info.source.setV6(in.bigEndian64(), in.bigEndian64());
        info.destination.setV6(in.bigEndian64(), in.bigEndian64());
        info.sourcePort = in.u16();
        info.destinationPort = in.u16();
        info.l4 = in.u8();
      }
      case IPV6_LISTEN -> {
        info.destination.setV6(in.bigEndian64(), in.bigEndian64());
        info.destinationPort = in.u16();
        info.l4 = in.u8();
      }
      case UNIX_SOCKET -> {
        info.unixSource = in.i64();
        info.unixDestination = in.i64();
        info.name = in.text();
      }
      case FILE_V2 -> {
        info.openFlags = in.i32();
        info.name = in.text();
        if (withLengths && in.remaining() >= 4) {
          info.device = in.i32();
        }
      }
      case UNKNOWN -> {}
      case FILE,
          DIRECTORY,
          PIPE,
          EVENT,
          UNSUPPORTED,
          SIGNALFD,
          EVENTPOLL,
          INOTIFY,
          TIMERFD,
          NETLINK,
          BPF,
          USERFAULTFD,
          IO_URING,
          MEMFD,
          PIDFD ->
          info.name = in.text();
    }
  }
}
