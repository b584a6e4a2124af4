package io.bulwark.vm.map;

/** Takes records out of a ring buffer. */
@FunctionalInterface
public interface RingConsumer {
  /** A record: {@code length} bytes at {@code address}, good until this returns. */
  void record(long address, int length);
}
