package io.bulwark.alerts;

import io.bulwark.event.detection.Detection;

/**
 * Falco's text line: {@code 13:53:31.726060287: Critical message}.
 *
 * <p>Control characters, quotes and backslashes are escaped as in JSON, so that an alert stays on
 * its line and cannot steer a terminal.
 */
public final class FalcoTextFormat implements AlertFormat {

  private final AlertOptions options;

  public FalcoTextFormat(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void append(Detection detection, StringBuilder out) {
    StringBuilder line = new StringBuilder(256);
    AlertLine.append(detection, options, line);
    JsonText.escaped(line, out, true);
  }
}
