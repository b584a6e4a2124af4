package io.bulwark.alerts;

import io.bulwark.event.detection.Detection;
import io.bulwark.event.detection.FieldValue;
import java.util.Map;
import java.util.TreeMap;

/** Falco's JSON object: keys sorted, also within {@code output_fields}; values typed. */
public final class FalcoJsonFormat implements AlertFormat {

  private final AlertOptions options;

  public FalcoJsonFormat(AlertOptions options) {
    this.options = options;
  }

  @Override
  public void append(Detection detection, StringBuilder out) {
    out.append('{');
    text("hostname", detection.hostname(), out);
    if (options.message()) {
      out.append(',');
      text("message", detection.message(), out);
    }
    if (options.output()) {
      StringBuilder line = new StringBuilder(256);
      AlertLine.append(detection, options, line);
      out.append(',');
      text("output", line, out);
    }
    if (options.outputFields()) {
      out.append(",\"output_fields\":");
      fields(detection, out);
    }
    out.append(',');
    text("priority", detection.priority().word(), out);
    out.append(',');
    text("rule", detection.rule(), out);
    out.append(',');
    text("source", detection.source(), out);
    if (options.tags()) {
      out.append(",\"tags\":");
      texts(detection.tags().stream().sorted().distinct().toList(), out);
    }
    out.append(",\"time\":\"");
    AlertTime.iso(detection.timestamp(), "Z", out);
    out.append("\"}");
  }

  private void fields(Detection detection, StringBuilder out) {
    Map<String, FieldValue> sorted = new TreeMap<>(detection.fields());
    sorted.keySet().removeIf(FalcoJsonFormat::isTransformer);
    // The prefix is a template too, and its one field belongs to the alert.
    String time = options.isoTime() ? "evt.time.iso8601" : "evt.time";
    sorted.put(time, new FieldValue.Number(detection.timestamp(), true, ""));
    char separator = '{';
    for (Map.Entry<String, FieldValue> field : sorted.entrySet()) {
      out.append(separator);
      separator = ',';
      JsonText.quoted(field.getKey(), out);
      out.append(':');
      value(field.getValue(), out);
    }
    out.append('}');
  }

  /** {@code toupper(proc.name)} is text made for the message, not a field of the event. */
  private static boolean isTransformer(String name) {
    int parenthesis = name.indexOf('(');
    int bracket = name.indexOf('[');
    return parenthesis >= 0 && (bracket < 0 || parenthesis < bracket);
  }

  private static void value(FieldValue value, StringBuilder out) {
    switch (value) {
      case FieldValue.Missing _ -> out.append("null");
      case FieldValue.Text(String text) -> JsonText.quoted(text, out);
      case FieldValue.Bool(boolean bool) -> out.append(bool);
      case FieldValue.Number(long number, boolean unsigned, String _) ->
          out.append(unsigned ? Long.toUnsignedString(number) : Long.toString(number));
      case FieldValue.TextList(var values, String _) -> texts(values, out);
    }
  }

  private static void texts(Iterable<String> values, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (String value : values) {
      out.append(separator);
      separator = ",";
      JsonText.quoted(value, out);
    }
    out.append(']');
  }

  private static void text(String key, CharSequence value, StringBuilder out) {
    out.append('"').append(key).append("\":");
    JsonText.quoted(value, out);
  }
}
