package io.bulwark.cli;

import java.util.function.Predicate;

/** Names as users search for them, without regular expressions that could run away. */
final class NamePattern {

  private NamePattern() {}

  /** A part of a name; with {@code *} or {@code ?}, the whole name. */
  static Predicate<String> of(String pattern) {
    boolean wild = pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    return wild ? name -> matches(pattern, name) : name -> name.contains(pattern);
  }

  /** Whether {@code pattern} with {@code *} and {@code ?} matches the whole of {@code name}. */
  static boolean matches(String pattern, String name) {
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
