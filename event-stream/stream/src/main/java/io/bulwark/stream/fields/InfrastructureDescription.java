package io.bulwark.stream.fields;

import io.bulwark.event.value.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Reads one {@code key:value} out of the text of old container engine events. */
final class InfrastructureDescription {
  private static final int SHORT_ID = 12;

  private final String key;

  InfrastructureDescription(String key) {
    this.key = key;
  }

  /** The value of the first element that starts with the key; null if there is none. */
  @Nullable ByteSlice find(String description) {
    for (String part : description.split(";", -1)) {
      String element = part.strip();
      int colon = element.indexOf(':');
      if (element.startsWith(key) && colon >= 0) {
        return ByteSlice.of(shaped(element.substring(colon + 1)));
      }
    }
    return null;
  }

  private String shaped(String rest) {
    if (key.equals("Image")) {
      int at = rest.indexOf('@');
      return (at >= 0 ? rest.substring(0, at) : rest).strip();
    }
    int next = rest.indexOf(':');
    String value = (next >= 0 ? rest.substring(0, next) : rest).strip();
    return key.equals("ID") && value.length() > SHORT_ID ? value.substring(0, SHORT_ID) : value;
  }
}
