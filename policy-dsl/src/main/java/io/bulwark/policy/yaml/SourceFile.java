package io.bulwark.policy.yaml;

import io.bulwark.policy.diag.Span;
import java.util.Arrays;

/**
 * A decoded file: its characters (code points, as YAML counts them) and where its lines begin.
 *
 * <p>Lines end as YAML says: LF, CR, CR LF, NEL, LS, PS.
 */
final class SourceFile {
  private final String name;
  private final int[] points;
  private int[] lineStarts = new int[256];
  private int lines = 1;

  /** Places are asked for in the order of the file: the next is on this line or the one below. */
  private int lastLine = 1;

  SourceFile(String name, String text) {
    this.name = name;
    points = points(text);
    for (int i = 0; i < points.length; i++) {
      if (isBreak(points[i]) && !(points[i] == '\r' && at(i + 1) == '\n')) {
        if (lines == lineStarts.length) {
          lineStarts = Arrays.copyOf(lineStarts, lines * 2);
        }
        lineStarts[lines++] = i + 1;
      }
    }
  }

  private static int[] points(String text) {
    int[] out = new int[text.length()];
    int count = 0;
    for (int i = 0; i < text.length(); count++) {
      out[count] = text.codePointAt(i);
      i += Character.charCount(out[count]);
    }
    return count == out.length ? out : Arrays.copyOf(out, count);
  }

  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  /** Where more than {@code most} characters begin that have no blank between them, or -1. */
  int longWord(int most) {
    int start = 0;
    for (int i = 0; i < points.length; i++) {
      if (isBlank(points[i])) {
        start = i + 1;
      } else if (i - start >= most) {
        return start;
      }
    }
    return -1;
  }

  String name() {
    return name;
  }

  int length() {
    return points.length;
  }

  /** The character at {@code index}; 0 behind the end. */
  int at(int index) {
    return index >= 0 && index < points.length ? points[index] : 0;
  }

  /** Line of a character, from 1. */
  int line(int index) {
    for (int line = lastLine; line <= Math.min(lines, lastLine + 1); line++) {
      if (lineStarts[line - 1] <= index && (line == lines || index < lineStarts[line])) {
        lastLine = line;
        return line;
      }
    }
    int found = Arrays.binarySearch(lineStarts, 0, lines, index);
    lastLine = found >= 0 ? found + 1 : -found - 1;
    return lastLine;
  }

  /** Column of a character, from 1. */
  int column(int index) {
    return index - lineStarts[line(index) - 1] + 1;
  }

  /** The place of the characters [start, end). */
  Span span(int start, int end) {
    int last = Math.max(start, end - 1);
    return new Span(name, line(start), column(start), line(last), column(last) + 1);
  }
}
