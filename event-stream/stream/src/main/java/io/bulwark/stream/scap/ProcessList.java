package io.bulwark.stream.scap;

import io.bulwark.stream.state.CaptureMetadata;
import io.bulwark.stream.state.ThreadInfo;

/** Reads process list blocks, versions 1 to 9. */
final class ProcessList {
  /**
   * Bytes of the fields from loginuid to the capabilities, which older version-9 entries end with.
   */
  private static final int TAIL_WITHOUT_TTY = 29;

  private ProcessList() {}

  /** Reads entries until the block ends; false if the block is damaged. */
  static boolean read(BlockCursor block, int version, CaptureMetadata out) {
    while (block.remaining() >= 4) {
      BlockCursor entry = block;
      if (version == 9) {
        int length = block.i32();
        entry = block.part(length - 4);
      }
      ThreadInfo thread = thread(entry, version);
      if (entry.failed() || block.failed()) {
        return false;
      }
      out.thread(thread);
    }
    return true;
  }

  private static ThreadInfo thread(BlockCursor in, int version) {
    ThreadInfo t = new ThreadInfo();
    t.tid = in.i64();
    t.pid = in.i64();
    t.ptid = in.i64();
    t.sid = version >= 6 ? in.i64() : -1;
    t.vpgid = version >= 8 ? in.i64() : -1;
    t.pgid = -1;
    t.comm = in.text();
    t.exe = in.text();
    if (version >= 7) {
      t.exePath = in.text();
    }
    t.setArgs(in.texts());
    t.setCwd(in.text());
    t.fdLimit = in.i64();
    t.flags = in.i32();
    t.uid = in.u32();
    t.gid = in.u32();
    if (version >= 2) {
      t.vmSizeKb = in.u32();
      t.vmRssKb = in.u32();
      t.vmSwapKb = in.u32();
      t.pfMajor = in.i64();
      t.pfMinor = in.i64();
    }
    if (version >= 3) {
      t.env = in.texts();
    }
    if (version >= 4) {
      t.vtid = in.i64();
      t.vpid = in.i64();
      t.cgroups = in.texts();
    }
    if (version >= 5) {
      t.root = in.text();
    }
    if (version == 9) {
      tail(in, t);
    }
    return t;
  }

  /** Fields that were appended to version 9 over time: each is there only if its bytes are. */
  private static void tail(BlockCursor in, ThreadInfo t) {
    if (in.remaining() > TAIL_WITHOUT_TTY) {
      t.pidnsInitStartTs = in.remaining() >= 8 ? in.i64() : 0;
      t.tty = in.remaining() >= 4 ? in.u32() : 0;
    }
    t.loginUid = in.remaining() >= 4 ? in.u32() : ThreadInfo.NO_ID;
    t.exeWritable = in.remaining() >= 1 && in.u8() != 0;
    t.capInheritable = in.remaining() >= 8 ? in.i64() : 0;
    t.capPermitted = in.remaining() >= 8 ? in.i64() : 0;
    t.capEffective = in.remaining() >= 8 ? in.i64() : 0;
    t.exeUpperLayer = in.remaining() >= 1 && in.u8() != 0;
    t.exeIno = in.remaining() >= 8 ? in.i64() : 0;
    t.exeInoCtime = in.remaining() >= 8 ? in.i64() : 0;
    t.exeInoMtime = in.remaining() >= 8 ? in.i64() : 0;
    t.exeFromMemfd = in.remaining() >= 1 && in.u8() != 0;
    t.exeLowerLayer = in.remaining() >= 1 && in.u8() != 0;
    t.pgid = in.remaining() >= 8 ? in.i64() : -1;
  }
}
