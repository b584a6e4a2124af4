package io.bulwark.policy.select;

/** Rule names as users select them: {@code *} stands for any text, {@code ?} for any character. */
public final class NamePattern {

  private NamePattern() {}

  /**
   * Whether {@code pattern} matches the whole of {@code name}; linear in both but for backing up.
   */
  public static boolean matches(String pattern, String name) {
    int p = 0;
    int star = -1;
    int mark = 0;
    int n = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = n;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
