package io.bulwark.policy.diag;

import io.bulwark.event.field.NearestNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects findings; never throws one. Not thread-safe: one load, one collector. */
public final class Diagnostics {
  /**
   * Errors kept, and other findings kept; later ones are counted, so that a hostile file cannot
   * fill memory with them.
   */
  public static final int LIMIT = 1_000;

  /** Misspelt names for which a better one is looked up; later ones get no suggestion. */
  private static final int MOST_SUGGESTIONS = 500;

  private final List<Diagnostic> found = new ArrayList<>();
  private int suggestions;
  private int errors;
  private int others;
  private int dropped;

  /** An empty collector. */
  public Diagnostics() {}

  public void add(Diagnostic diagnostic) {
    boolean error = diagnostic.severity() == Severity.ERROR;
    if (error) {
      errors++;
    } else {
      others++;
    }
    if ((error ? errors : others) <= LIMIT) {
      found.add(diagnostic);
    } else {
      dropped++;
    }
  }

  /** Whether one more suggestion may be looked up; counts it. */
  public boolean maySuggest() {
    return suggestions++ < MOST_SUGGESTIONS;
  }

  /** {@code did you mean …?} if one of {@code names} is near, else an empty text. */
  public String didYouMean(String wrong, Collection<String> names) {
    return maySuggest() ? didYouMean(NearestNames.of(wrong, names)) : "";
  }

  /** The question after one of several names. */
  public static String didYouMean(List<String> near) {
    return near.isEmpty() ? "" : "did you mean `" + String.join("`, `", near) + "`?";
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  public int errorCount() {
    return errors;
  }

  /** Findings beyond {@link #LIMIT}. */
  public int dropped() {
    return dropped;
  }

  /** By file (in order of first appearance), then position, then severity. */
  public List<Diagnostic> sorted() {
    List<String> files = found.stream().map(d -> d.span().file()).distinct().toList();
    return found.stream()
        .sorted(
            Comparator.comparingInt((Diagnostic d) -> files.indexOf(d.span().file()))
                .thenComparingInt(d -> d.span().line())
                .thenComparingInt(d -> d.span().column())
                .thenComparing(Diagnostic::severity))
        .toList();
  }
}
