package io.bulwark.event.field;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds names that a mistyped one may have meant, by edit distance. */
public final class NearestNames {
  private static final int MOST = 3;

  /** Longer inputs are no typing errors; the bound keeps hostile input cheap. */
  private static final int LONGEST = 64;

  private NearestNames() {}

  private record Candidate(String name, int distance) {}

  /** Up to three of {@code names}, nearest first, alphabetical among equals. */
  public static List<String> of(String wanted, Collection<String> names) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    // A short word has neighbours everywhere: one of its letters at least must be right.
    int limit = Math.min(Math.max(2, wanted.length() / 4), wanted.length() - 1);
    return names.stream()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= limit)
        .map(name -> new Candidate(name, distance(wanted, name, limit)))
        .filter(candidate -> candidate.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MOST)
        .map(Candidate::name)
        .toList();
  }

  /** The edit distance, or any number above {@code limit} if it is above that. */
  private static int distance(String a, String b, int limit) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      int least = i;
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return least;
      }
    }
    return row[b.length()];
  }
}
