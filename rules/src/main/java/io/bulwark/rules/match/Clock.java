package io.bulwark.rules.match;

/** Counts events, so that what was read for one is not taken for the next. */
final class Clock {
  long now = 1;
}
