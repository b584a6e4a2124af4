package io.bulwark.policy.diag;

import java.util.List;
import java.util.Map;

/**
 * Prints findings for people: message, code frame of up to three lines with carets, hint, notes.
 *
 * <p>Control characters of the input never reach the terminal: they print as U+FFFD. A long line is
 * cut to a window around its caret.
 */
public final class TextPrinter {
  private static final int WINDOW = 120;
  private static final int BEFORE = 60;
  private static final String RESET = "\u001b[0m";

  private final Map<String, List<String>> sources;
  private final boolean color;

  /**
   * A printer.
   *
   * @param sources file name → its lines, for code frames; a file not in it prints without frame
   * @param color whether to write ANSI colours
   */
  public TextPrinter(Map<String, List<String>> sources, boolean color) {
    this.sources = Map.copyOf(sources);
    this.color = color;
  }

  /** All findings, a blank line between two; every line ends with a line feed. */
  public String print(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      print(diagnostic, out);
    }
    return out.toString();
  }

  private void print(Diagnostic diagnostic, StringBuilder out) {
    out.append(clean(diagnostic.span().toString())).append(": ");
    out.append(paint(diagnostic.severity(), label(diagnostic))).append(": ");
    diagnostic
        .item()
        .ifPresent(item -> out.append(clean(item.kind() + " `" + item.name() + "`: ")));
    out.append(clean(diagnostic.message())).append('\n');
    frame(diagnostic.span(), out);
    diagnostic.hint().ifPresent(hint -> out.append("  = hint: ").append(clean(hint)).append('\n'));
    for (Diagnostic.Note note : diagnostic.notes()) {
      out.append("  = note: ").append(clean(note.span() + ": " + note.message())).append('\n');
    }
  }

  private static String label(Diagnostic diagnostic) {
    String word =
        switch (diagnostic.severity()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "info";
        };
    return word + "[" + diagnostic.code().id() + "]";
  }

  private String paint(Severity severity, String text) {
    if (!color) {
      return text;
    }
    String start =
        switch (severity) {
          case ERROR -> "\u001b[1;31m";
          case WARNING -> "\u001b[1;33m";
          case INFO -> "\u001b[1;36m";
        };
    return start + text + RESET;
  }

  private void frame(Span span, StringBuilder out) {
    List<String> lines = sources.getOrDefault(span.file(), List.of());
    if (span.line() < 1 || span.line() > lines.size()) {
      return;
    }
    int last = Math.min(lines.size(), span.line() + 1);
    int digits = Integer.toString(last).length();
    int from = Math.max(0, span.column() - 1 - BEFORE);
    for (int number = Math.max(1, span.line() - 1); number <= last; number++) {
      int[] line = lines.get(number - 1).codePoints().skip(from).limit(WINDOW).toArray();
      String gutter = " ".repeat(digits - Integer.toString(number).length()) + number + " | ";
      out.append((gutter + show(line, line.length)).stripTrailing()).append('\n');
      if (number == span.line()) {
        out.append(" ".repeat(digits)).append(" | ").append(carets(span, from, line)).append('\n');
      }
    }
  }

  private static String carets(Span span, int from, int[] line) {
    int start = Math.clamp(span.column() - 1L - from, 0, line.length);
    int end = span.endLine() > span.line() ? line.length : span.endColumn() - 1 - from;
    end = Math.clamp(end, start, line.length);
    int indent = Columns.width(line, start);
    int wide = Columns.width(line, end) - indent;
    return " ".repeat(indent) + "^".repeat(Math.max(1, wide));
  }

  private static String show(int[] line, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      if (line[i] == '\t') {
        text.append(" ".repeat(Columns.TAB));
      } else {
        text.appendCodePoint(visible(line[i]));
      }
    }
    return text.toString();
  }

  private static String clean(String text) {
    return text.codePoints()
        .map(TextPrinter::visible)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Control and direction-changing characters could rewrite what a terminal shows. */
  private static int visible(int c) {
    int type = Character.getType(c);
    boolean bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return type == Character.CONTROL || type == Character.SURROGATE || bidi ? 0xfffd : c;
  }
}
