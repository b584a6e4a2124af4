package io.bulwark.bpf.object;

import io.bulwark.bpf.isa.SourceLine;
import java.nio.charset.StandardCharsets;

/** Lines of policies as an object file, and the log of a kernel, can hold them. */
final class LineText {
  /**
   * Bytes of a line's text. Kernels before 6.4 print a line through a buffer of 1,024 bytes and
   * complain in the system's log when it is too small.
   */
  private static final int MAX_TEXT = 900;

  private static final int MAX_LINE = (1 << 22) - 1;
  private static final int MAX_COLUMN = (1 << 10) - 1;

  private LineText() {}

  /**
   * The same place with numbers in their ranges, and on one line: a line break in the text would
   * look like a message of the verifier, and NUL would end it.
   */
  static SourceLine storable(SourceLine line) {
    return new SourceLine(
        printable(line.file()),
        Math.clamp(line.line(), 0, MAX_LINE),
        Math.clamp(line.column(), 0, MAX_COLUMN),
        cut(printable(line.text())));
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().map(each -> isPrintable(each) ? each : ' ').forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isPrintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static String cut(String text) {
    int end = Math.min(text.length(), MAX_TEXT);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_TEXT) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }
}
