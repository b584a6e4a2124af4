package io.bulwark.event.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the lines and tab-separated columns of a built-in data file. Written for start-up time: one
 * string for the file, no regular expressions.
 */
final class TsvCursor {
  private final String text;
  private int next;
  private int column;
  private int lineEnd;

  private TsvCursor(String text) {
    this.text = text;
  }

  static TsvCursor open(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new TsvCursor(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the built-in " + resource, e);
    }
  }

  /** Moves to the next line that is neither empty nor a comment. */
  boolean nextLine() {
    while (next < text.length()) {
      column = next;
      int end = text.indexOf('\n', next);
      lineEnd = end < 0 ? text.length() : end;
      next = lineEnd + 1;
      if (lineEnd > column && text.charAt(column) != '#') {
        return true;
      }
    }
    return false;
  }

  /** The next column of the current line; empty past its last one. */
  String text() {
    int end = text.indexOf('\t', column);
    if (end < 0 || end > lineEnd) {
      end = lineEnd;
    }
    String value = text.substring(Math.min(column, end), end);
    column = Math.min(end + 1, lineEnd);
    return value;
  }

  /** The next column as a decimal number. */
  int number() {
    return Integer.parseInt(text());
  }
}
