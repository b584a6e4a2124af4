package io.bulwark.alerts;

import io.bulwark.event.detection.Detection;

/** Turns a detection into one line of output. */
public interface AlertFormat {
  /** Appends the alert, without a line end. */
  void append(Detection detection, StringBuilder out);
}
