package io.bulwark.rules.match;

import io.bulwark.event.access.TextListReader;
import io.bulwark.event.detection.FieldValue;
import java.util.ArrayList;
import java.util.List;

/** How a computed list prints. */
final class TextLists {
  private TextLists() {}

  static FieldValue value(TextListReader list) {
    int count = list.load();
    if (count < 0) {
      return FieldValue.Missing.INSTANCE;
    }
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(list.get(i).toString());
    }
    return new FieldValue.TextList(texts, "(" + String.join(",", texts) + ")");
  }
}
