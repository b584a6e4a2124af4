package io.bulwark.bpf.btf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A string table that grows: equal strings share one place, in the order of their first use. */
final class BtfStrings {
  /** The kernel's limit on offsets into the table. */
  static final int MAX_OFFSET = 0xFF_FFFF;

  private final int first;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * @param first offset of the table's first byte: 0, or where the base's strings end
   */
  BtfStrings(int first) {
    this.first = first;
    offsets.put("", 0);
    if (first == 0) {
      bytes.write(0);
    }
  }

  /** The offset of {@code text}, which is added if it is new. */
  int add(String text) {
    Integer known = offsets.get(text);
    if (known != null) {
      return known;
    }
    if (text.indexOf('\0') >= 0) {
      throw new BtfRuleException(0, "string `" + text + "`", "contains NUL");
    }
    int offset = first + bytes.size();
    if (offset > MAX_OFFSET) {
      throw new BtfRuleException(0, "string table", "larger than " + MAX_OFFSET + " bytes");
    }
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    bytes.write(0);
    offsets.put(text, offset);
    return offset;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
