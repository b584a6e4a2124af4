package io.bulwark.alerts;

import io.bulwark.event.detection.Detection;

/** Time, priority and message: the whole text alert, and the {@code output} of the JSON one. */
final class AlertLine {

  private AlertLine() {}

  static void append(Detection detection, AlertOptions options, StringBuilder out) {
    if (options.isoTime()) {
      AlertTime.iso(detection.timestamp(), "+0000", out);
    } else {
      AlertTime.timeOfDay(detection.timestamp(), options.zone(), out);
    }
    out.append(": ").append(detection.priority().word());
    out.append(' ').append(detection.message());
  }
}
