package io.bulwark.policy.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings; never throws one. Not thread-safe: one load, one collector. */
public final class Diagnostics {
  /** Findings kept; later ones are counted, so that a hostile file cannot fill memory with them. */
  public static final int LIMIT = 1_000;

  private final List<Diagnostic> found = new ArrayList<>();
  private int errors;
  private int dropped;

  /** An empty collector. */
  public Diagnostics() {}

  public void add(Diagnostic diagnostic) {
    if (diagnostic.severity() == Severity.ERROR) {
      errors++;
    }
    if (found.size() < LIMIT) {
      found.add(diagnostic);
    } else {
      dropped++;
    }
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
