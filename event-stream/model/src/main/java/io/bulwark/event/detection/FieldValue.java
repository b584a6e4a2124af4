package io.bulwark.event.detection;

import java.util.List;

/** A field's value in an alert: typed for JSON, with its own text for messages. */
public sealed interface FieldValue {
  /** How a text message shows the value. */
  String text();

  /** No value: {@code null} in JSON, {@code <NA>} in text. */
  record Missing() implements FieldValue {
    public static final Missing INSTANCE = new Missing();

    @Override
    public String text() {
      return "<NA>";
    }
  }

  record Text(String value) implements FieldValue {
    @Override
    public String text() {
      return value;
    }
  }

  record Bool(boolean value) implements FieldValue {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /**
   * A number.
   *
   * @param value the 64 bits
   * @param unsigned whether JSON prints them unsigned
   * @param text decimal, octal, hexadecimal or a formatted time, as the field asks
   */
  record Number(long value, boolean unsigned, String text) implements FieldValue {}

  /** Several values: a JSON array; text joins them with the field's separator. */
  record TextList(List<String> values, String text) implements FieldValue {
    public TextList {
      values = List.copyOf(values);
    }
  }
}
