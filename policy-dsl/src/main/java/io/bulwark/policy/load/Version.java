package io.bulwark.policy.load;

import java.util.Optional;

/** A version as rule files write it: three numbers, each from 0 to 999,999,999. */
public record Version(int major, int minor, int patch) {
  /** Falco's rule engine whose language this is (falco 1307474). */
  public static final Version ENGINE = new Version(0, 63, 0);

  private static final int MOST_DIGITS = 9;

  /**
   * {@code 1.2.3}, with an optional {@code v} and an optional suffix after {@code -} or {@code +}.
   */
  public static Optional<Version> parse(String text) {
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int[] parts = new int[3];
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      int start = at;
      while (at < rest.length() && rest.charAt(at) >= '0' && rest.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > MOST_DIGITS) {
        return Optional.empty();
      }
      parts[i] = Integer.parseInt(rest.substring(start, at));
      if (i < 2 && (at == rest.length() || rest.charAt(at++) != '.')) {
        return Optional.empty();
      }
    }
    boolean ends = at == rest.length() || rest.charAt(at) == '-' || rest.charAt(at) == '+';
    return ends ? Optional.of(new Version(parts[0], parts[1], parts[2])) : Optional.empty();
  }

  /** Whether something of this version serves who asks for {@code wanted}. */
  public boolean satisfies(Version wanted) {
    return major == wanted.major
        && (minor > wanted.minor || (minor == wanted.minor && patch >= wanted.patch));
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
