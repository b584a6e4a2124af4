package io.bulwark.lab.machine;

/** What time is in a guest. */
public enum Clock {
  /** The host's time. */
  WALL,
  /**
   * One nanosecond per guest instruction, on one processor: what takes time is repeatable to below
   * a percent, and differences between two ways to do something are countable. Several times
   * slower.
   */
  INSTRUCTIONS
}
