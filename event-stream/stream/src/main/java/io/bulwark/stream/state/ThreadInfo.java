package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * One thread and what is known of its process. Mutable state of the stream; field readers only read
 * it. Texts are immutable once set (a change replaces the slice), so readers may hand them out.
 */
public final class ThreadInfo {
  /** The loginuid and uid of nobody in particular: all ones. */
  public static final long NO_ID = 0xffff_ffffL;

  public long tid = -1;
  public long pid = -1;
  public long ptid = -1;
  public long reaperTid = -1;
  public long sid;
  public long vtid = -1;
  public long vpid = -1;
  public long vpgid;
  public long pgid;
  public ByteSlice comm = new ByteSlice();
  public ByteSlice exe = new ByteSlice();
  public ByteSlice exePath = new ByteSlice();
  public boolean exeWritable;
  public boolean exeUpperLayer;
  public boolean exeLowerLayer;
  public boolean exeFromMemfd;

  /** Arguments without argv[0]. */
  public ByteSlice[] args = {};

  public ByteSlice[] env = {};

  /** Cgroup memberships, {@code subsystem=path} each. */
  public ByteSlice[] cgroups = {};

  /** {@code PPM_CL_*} bits of clone. */
  public int flags;

  public long fdLimit;
  public long uid = NO_ID;
  public long gid = NO_ID;
  public long loginUid = NO_ID;
  public long capPermitted;
  public long capEffective;
  public long capInheritable;
  public long exeIno;
  public long exeInoCtime;
  public long exeInoMtime;
  public long exeInoCtimeDurationCloneTs;
  public long exeInoCtimeDurationPidnsStart;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long pfMajor;
  public long pfMinor;
  public long pidnsInitStartTs;
  public ByteSlice root = new ByteSlice();
  public long tty;
  public long cloneTs;
  public long lastExecTs;
  public long prevEventTs;
  public long lastEventTs;

  /** The container's short id, or {@code host}; empty until computed. */
  public ByteSlice containerId = new ByteSlice();

  /** The placeholder for a tid that was never seen. */
  public boolean unknown;

  /** The main thread of the process: this one, another, or null if it is not known. */
  public @Nullable ThreadInfo main;

  private ByteSlice cwd = new ByteSlice();

  /** A thread of which nothing is known yet. */
  public ThreadInfo() {}

  public boolean isMainThread() {
    return tid == pid;
  }

  /** Working directory, ending in a slash, as stored on this thread. */
  public ByteSlice cwd() {
    return cwd;
  }

  public void setCwd(ByteSlice path) {
    cwd = path;
  }
}
