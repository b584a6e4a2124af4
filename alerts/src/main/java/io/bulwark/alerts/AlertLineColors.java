package io.bulwark.alerts;

import io.bulwark.event.detection.Detection;

/** Colours another format's lines by priority, for a terminal. */
public final class AlertLineColors implements AlertFormat {

  private static final String RESET = "\u001b[0m";

  private final AlertFormat format;

  public AlertLineColors(AlertFormat format) {
    this.format = format;
  }

  @Override
  public void append(Detection detection, StringBuilder out) {
    String color =
        switch (detection.priority()) {
          case EMERGENCY, ALERT, CRITICAL -> "\u001b[1;31m";
          case ERROR -> "\u001b[31m";
          case WARNING -> "\u001b[33m";
          case NOTICE, INFORMATIONAL -> "\u001b[36m";
          case DEBUG -> "\u001b[2m";
        };
    out.append(color);
    format.append(detection, out);
    out.append(RESET);
  }
}
