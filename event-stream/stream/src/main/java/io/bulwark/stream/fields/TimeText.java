package io.bulwark.stream.fields;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as text. Allocates: for outputs and for the rare time parameters. */
final class TimeText {
  private static final long NANOS = 1_000_000_000L;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DATE_CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private TimeText() {}

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS), fraction(nanos));
  }

  private static long fraction(long nanos) {
    return Long.remainderUnsigned(nanos, NANOS);
  }

  static String nineDigits(long nanos) {
    String digits = Long.toString(fraction(nanos));
    return "0".repeat(9 - digits.length()) + digits;
  }

  /** Local time of day. */
  static String clock(long nanos, ZoneId zone, boolean withNanos) {
    String text = CLOCK.format(instant(nanos).atZone(zone));
    return withNanos ? text + "." + nineDigits(nanos) : text;
  }

  /** Local date and time of day. */
  static String dateAndClock(long nanos, ZoneId zone, boolean withNanos) {
    String text = DATE_CLOCK.format(instant(nanos).atZone(zone));
    return withNanos ? text + "." + nineDigits(nanos) : text;
  }

  /** UTC with nanoseconds and {@code +0000}. */
  static String iso8601(long nanos) {
    return ISO.format(instant(nanos).atOffset(ZoneOffset.UTC)) + "." + nineDigits(nanos) + "+0000";
  }

  /** A time parameter: local date, clock, nanoseconds (upstream's zone never gets printed). */
  static String parameter(long nanos) {
    return dateAndClock(nanos, ZoneId.systemDefault(), true);
  }

  /** A duration in seconds with up to six significant digits, as C prints {@code %g}. */
  static String seconds(long nanos) {
    double value = (nanos >= 0 ? (double) nanos : nanos + 0x1p64) / NANOS;
    return significant(value) + "s";
  }

  static String significant(double value) {
    if (value == 0) {
      return "0";
    }
    String scientific = String.format(Locale.ROOT, "%.5e", value);
    int mark = scientific.indexOf('e');
    int exponent = Integer.parseInt(scientific.substring(mark + 1));
    if (exponent < -4 || exponent >= 6) {
      return trimZeros(scientific.substring(0, mark)) + scientific.substring(mark);
    }
    return trimZeros(String.format(Locale.ROOT, "%." + (5 - exponent) + "f", value));
  }

  private static String trimZeros(String digits) {
    if (digits.indexOf('.') < 0) {
      return digits;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
