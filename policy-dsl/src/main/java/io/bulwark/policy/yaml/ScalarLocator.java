package io.bulwark.policy.yaml;

import io.bulwark.policy.text.SourceText;

/**
 * Finds where each character of a scalar's value stands in the file.
 *
 * <p>Folding and quoting change blanks and escapes only, so value and source are walked side by
 * side: blanks of the source that the value lacks are passed over, and an escape gives its place to
 * the character that it names.
 */
final class ScalarLocator {
  /** How a scalar was written. */
  enum Style {
    PLAIN,
    SINGLE,
    DOUBLE,
    BLOCK
  }

  private final SourceFile file;
  private final Style style;
  private final int end;
  private int at;

  private ScalarLocator(SourceFile file, Style style, int start, int end) {
    this.file = file;
    this.style = style;
    this.end = end;
    at = start;
  }

  /** The value with its places; {@code start} and {@code end} bound it in the file. */
  static SourceText locate(SourceFile file, String value, Style style, int start, int end) {
    int first =
        switch (style) {
          case PLAIN -> start;
          case SINGLE, DOUBLE -> start + 1;
          case BLOCK -> behindHeader(file, start, end);
        };
    return new ScalarLocator(file, style, first, end).walk(value);
  }

  /** A block scalar begins on the line below its indicators. */
  private static int behindHeader(SourceFile file, int start, int end) {
    int at = start;
    while (at < end && !SourceFile.isBreak(file.at(at))) {
      at++;
    }
    return Math.min(end, at + 1);
  }

  private SourceText walk(String value) {
    SourceText.Builder out = new SourceText.Builder();
    int from = 0;
    int runStart = -1;
    int expected = -1;
    int i = 0;
    while (i < value.length()) {
      int point = value.codePointAt(i);
      int place = place(point);
      if (place != expected) {
        flush(out, value, from, i, runStart);
        from = i;
        runStart = place;
      }
      expected = SourceFile.isBreak(file.at(place)) ? -1 : place + 1;
      i += Character.charCount(point);
    }
    flush(out, value, from, value.length(), runStart);
    if (value.isEmpty()) {
      int place = Math.min(at, Math.max(0, end - 1));
      out.append("", file.name(), file.line(place), file.column(place));
    }
    return out.build();
  }

  private void flush(SourceText.Builder out, String value, int from, int to, int place) {
    if (to > from) {
      out.append(value.substring(from, to), file.name(), file.line(place), file.column(place));
    }
  }

  /** Where {@code point} stands; moves behind it. */
  private int place(int point) {
    boolean blank = SourceFile.isBlank(point);
    if (blank && file.at(at) != '\\') {
      int here = Math.min(at, end - 1);
      if (at < end && SourceFile.isBlank(file.at(at))) {
        at++;
      }
      return Math.max(0, here);
    }
    while (at < end && passable(blank)) {
      at++;
    }
    int here = Math.min(at, Math.max(0, end - 1));
    at = Math.min(end, at + width());
    return here;
  }

  /** Whether the source's current character has no counterpart in the value. */
  private boolean passable(boolean blankWanted) {
    int c = file.at(at);
    if (style == Style.DOUBLE && c == '\\') {
      return SourceFile.isBreak(file.at(at + 1));
    }
    return !blankWanted && SourceFile.isBlank(c);
  }

  /** Characters that the current one takes in the source. */
  private int width() {
    int c = file.at(at);
    if (style == Style.SINGLE && c == '\'') {
      return 2;
    }
    if (style != Style.DOUBLE || c != '\\') {
      return 1;
    }
    return switch (file.at(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
