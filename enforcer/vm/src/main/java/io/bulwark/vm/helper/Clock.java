package io.bulwark.vm.helper;

/** The time of the event that a program decides about. */
public interface Clock {
  /** Nanoseconds since the machine was started, without the time it slept. */
  long monotonicNanos();

  /** Nanoseconds since the machine was started. */
  long bootNanos();

  /** A clock that stands still. */
  static Clock at(long nanos) {
    return new Clock() {
      @Override
      public long monotonicNanos() {
        return nanos;
      }

      @Override
      public long bootNanos() {
        return nanos;
      }
    };
  }
}
