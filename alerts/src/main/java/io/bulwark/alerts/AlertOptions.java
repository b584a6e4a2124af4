package io.bulwark.alerts;

import java.time.ZoneId;

/**
 * How alerts look; the switches are Falco's {@code time_format_iso_8601} and {@code
 * json_include_*_property}.
 *
 * @param isoTime the prefix says the full date in UTC instead of the local time of day
 * @param zone whose time of day the prefix says
 * @param output whether JSON has {@code output}: prefix and message
 * @param message whether JSON has {@code message}: without prefix
 * @param tags whether JSON has {@code tags}
 * @param outputFields whether JSON has {@code output_fields}
 */
public record AlertOptions(
    boolean isoTime,
    ZoneId zone,
    boolean output,
    boolean message,
    boolean tags,
    boolean outputFields) {

  /** Falco's defaults, in this machine's time zone. */
  public static AlertOptions defaults() {
    return new AlertOptions(false, ZoneId.systemDefault(), true, false, true, true);
  }

  public AlertOptions withIsoTime(boolean isoTime) {
    return new AlertOptions(isoTime, zone, output, message, tags, outputFields);
  }

  public AlertOptions withZone(ZoneId zone) {
    return new AlertOptions(isoTime, zone, output, message, tags, outputFields);
  }
}
