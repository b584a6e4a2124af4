package io.bulwark.stream.state;

import io.bulwark.event.value.ByteSlice;
import io.bulwark.event.value.IpAddress;

/**
 * Receives what a capture says about the machine before its events. All objects are the receiver's.
 */
public interface CaptureMetadata {
  /** A section begins; everything told before belongs to an earlier one. */
  void section();

  /**
   * The machine.
   *
   * @param bootTime nanoseconds since the epoch; 0 if unknown
   */
  void machine(String hostname, int cpus, long memory, long bootTime);

  void thread(ThreadInfo thread);

  void descriptor(long tid, long fd, FdInfo info);

  void user(long uid, long gid, ByteSlice name, ByteSlice home, ByteSlice shell);

  void group(long gid, ByteSlice name);

  /** A local address. */
  void networkInterface(ByteSlice name, IpAddress address, IpAddress netmask);
}
