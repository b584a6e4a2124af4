package io.bulwark.policy.text;

import io.bulwark.policy.diag.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Text whose every piece knows where it came from.
 *
 * <p>Immutable: a text and a list of runs. A run maps a stretch of characters to one line of a file
 * (column advances with the characters) or, for synthetic text such as {@code and not (}, to one
 * fixed place.
 */
public final class SourceText {
  /**
   * @param start first character in the text
   * @param line line in the file, from 1
   * @param column column of the first character, from 1
   * @param fixed whether all characters of the run share that place
   */
  private record Run(int start, String file, int line, int column, boolean fixed) {}

  private final String text;
  private final List<Run> runs;

  private SourceText(String text, List<Run> runs) {
    this.text = text;
    this.runs = runs;
  }

  /** Text that stands in {@code file} on one line from {@code column} on. */
  public static SourceText of(String text, String file, int line, int column) {
    return new Builder().append(text, file, line, column).build();
  }

  /** Text that stands nowhere: a command line or standard input, called {@code name}. */
  public static SourceText of(String text, String name) {
    return of(text, name, 1, 1);
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  /** The place of the characters [start, end); an empty range is one column wide. */
  public Span span(int start, int end) {
    Run first = runAt(start);
    int last = Math.max(start, end - 1);
    if (last > start && Character.isSurrogatePair(text.charAt(last - 1), text.charAt(last))) {
      last--;
    }
    Run closing = runAt(last);
    int column = column(first, start);
    if (closing.file().equals(first.file())) {
      return new Span(
          first.file(), first.line(), column, closing.line(), column(closing, last) + 1);
    }
    return new Span(first.file(), first.line(), column, first.line(), column + 1);
  }

  /** The place of the whole text. */
  public Span span() {
    return span(0, text.length());
  }

  /** A part of this text, with its places. */
  public SourceText substring(int start, int end) {
    return new Builder().append(this, start, end).build();
  }

  private static int column(Run run, int at) {
    return run.fixed() ? run.column() : run.column() + at - run.start();
  }

  private Run runAt(int at) {
    return runs.get(indexAt(at));
  }

  private int indexAt(int at) {
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (runs.get(middle).start() <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Puts texts of several places together. */
  public static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Run> runs = new ArrayList<>();

    /** An empty text. */
    public Builder() {}

    public int length() {
      return text.length();
    }

    /** Adds text that stands on one line of a file, its first character at {@code column}. */
    public Builder append(String piece, String file, int line, int column) {
      runs.add(new Run(text.length(), file, line, column, false));
      int pairs = 0;
      for (int i = 1; i < piece.length(); i++) {
        if (Character.isSurrogatePair(piece.charAt(i - 1), piece.charAt(i))) {
          // One column, two characters: what follows needs a run of its own.
          pairs++;
          int next = i + 1;
          runs.add(new Run(text.length() + next, file, line, column + next - pairs, false));
        }
      }
      text.append(piece);
      return this;
    }

    /** Adds text that we made up, blamed on {@code place}. */
    public Builder appendSynthetic(String piece, Span place) {
      if (piece.isEmpty()) {
        return this;
      }
      runs.add(new Run(text.length(), place.file(), place.line(), place.column(), true));
      text.append(piece);
      return this;
    }

    public Builder append(SourceText source) {
      return append(source, 0, source.length());
    }

    /** Adds the characters [start, end) of {@code source} with their places. */
    public Builder append(SourceText source, int start, int end) {
      int shift = text.length() - start;
      for (int i = source.indexAt(start); i < source.runs.size(); i++) {
        Run run = source.runs.get(i);
        if (run.start() >= end && run.start() > start) {
          break;
        }
        int from = Math.max(run.start(), start);
        runs.add(new Run(from + shift, run.file(), run.line(), column(run, from), run.fixed()));
      }
      text.append(source.text, start, end);
      return this;
    }

    public SourceText build() {
      if (runs.isEmpty()) {
        runs.add(new Run(0, "", 0, 0, true));
      }
      return new SourceText(text.toString(), List.copyOf(runs));
    }
  }
}
