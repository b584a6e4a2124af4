package io.bulwark.alerts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The three ways in which alerts say when. All have nine digits after the second. */
final class AlertTime {

  private static final long NANOS = 1_000_000_000L;

  private AlertTime() {}

  /** {@code 13:53:31.726060287}. */
  static void timeOfDay(long nanos, ZoneId zone, StringBuilder out) {
    ZonedDateTime time = at(nanos, zone);
    clock(time, out);
  }

  /** {@code 2017-09-23T00:44:29.904933216} in UTC, and {@code zone} as it is. */
  static void iso(long nanos, String zone, StringBuilder out) {
    ZonedDateTime time = at(nanos, ZoneOffset.UTC);
    digits(time.getYear(), 4, out);
    out.append('-');
    digits(time.getMonthValue(), 2, out);
    out.append('-');
    digits(time.getDayOfMonth(), 2, out);
    out.append('T');
    clock(time, out);
    out.append(zone);
  }

  private static ZonedDateTime at(long nanos, ZoneId zone) {
    long seconds = Long.divideUnsigned(nanos, NANOS);
    return Instant.ofEpochSecond(seconds, Long.remainderUnsigned(nanos, NANOS)).atZone(zone);
  }

  private static void clock(ZonedDateTime time, StringBuilder out) {
    digits(time.getHour(), 2, out);
    out.append(':');
    digits(time.getMinute(), 2, out);
    out.append(':');
    digits(time.getSecond(), 2, out);
    out.append('.');
    digits(time.getNano(), 9, out);
  }

  private static void digits(int value, int count, StringBuilder out) {
    String text = Integer.toString(value);
    for (int i = text.length(); i < count; i++) {
      out.append('0');
    }
    out.append(text);
  }
}
