package io.bulwark.rules.match;

/**
 * POSIX fnmatch without flags over bytes: {@code *} and {@code ?} also match {@code /} and a
 * leading dot; backslash quotes; bracket expressions with ranges, {@code !} or {@code ^}, and
 * classes.
 *
 * <p>Backtracks to the last star only, so the time is at most pattern × text.
 */
final class Glob implements TextPredicate {
  private final byte[] pattern;
  private final boolean anyCase;

  Glob(byte[] pattern, boolean anyCase) {
    this.pattern = anyCase ? Bytes.lower(pattern) : pattern;
    this.anyCase = anyCase;
  }

  @Override
  public boolean test(byte[] bytes, int offset, int length) {
    int p = 0;
    int t = offset;
    int end = offset + length;
    int starPattern = -1;
    int starText = -1;
    while (true) {
      if (p < pattern.length && pattern[p] == '*') {
        starPattern = ++p;
        starText = t;
        continue;
      }
      if (t == end) {
        if (p == pattern.length) {
          return true;
        }
        return false;
      }
      int next = p < pattern.length ? step(p, at(bytes, t)) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (starPattern >= 0) {
        p = starPattern;
        t = ++starText;
      } else {
        return false;
      }
    }
  }

  private int at(byte[] bytes, int index) {
    byte b = bytes[index];
    return (anyCase ? Bytes.lower(b) : b) & 0xff;
  }

  /** The pattern position after one element that matches {@code c}, or -1. */
  private int step(int p, int c) {
    int element = pattern[p] & 0xff;
    return switch (element) {
      case '?' -> p + 1;
      case '[' -> {
        int close = bracketEnd(p);
        if (close < 0) {
          yield c == '[' ? p + 1 : -1;
        }
        yield inBracket(p + 1, close, c) ? close + 1 : -1;
      }
      case '\\' -> {
        if (p + 1 == pattern.length) {
          yield -1;
        }
        yield (pattern[p + 1] & 0xff) == c ? p + 2 : -1;
      }
      default -> element == c ? p + 1 : -1;
    };
  }

  /** Index of the closing bracket, or -1 if the bracket is an ordinary character. */
  private int bracketEnd(int open) {
    int i = open + 1;
    if (i < pattern.length && (pattern[i] == '!' || pattern[i] == '^')) {
      i++;
    }
    boolean first = true;
    for (; i < pattern.length; i++, first = false) {
      if (pattern[i] == ']' && !first) {
        return i;
      }
      if (pattern[i] == '\\') {
        i++;
      } else if (pattern[i] == '[' && i + 1 < pattern.length && pattern[i + 1] == ':') {
        int end = classEnd(i + 2);
        if (end >= 0) {
          i = end + 1;
        }
      }
    }
    return -1;
  }

  /** Index of the colon in {@code :]}, or -1. */
  private int classEnd(int from) {
    for (int i = from; i + 1 < pattern.length && pattern[i] != ']'; i++) {
      if (pattern[i] == ':' && pattern[i + 1] == ']') {
        return i;
      }
    }
    return -1;
  }

  private boolean inBracket(int from, int close, int c) {
    int i = from;
    boolean negated = pattern[i] == '!' || pattern[i] == '^';
    if (negated) {
      i++;
    }
    boolean found = false;
    while (i < close) {
      if (pattern[i] == '[' && pattern[i + 1] == ':' && classEnd(i + 2) >= 0) {
        int end = classEnd(i + 2);
        found |= CharacterClass.contains(pattern, i + 2, end, c, anyCase);
        i = end + 2;
        continue;
      }
      if (pattern[i] == '\\' && i + 1 < close) {
        i++;
      }
      int low = pattern[i++] & 0xff;
      int high = low;
      if (i + 1 < close && pattern[i] == '-') {
        i++;
        if (pattern[i] == '\\' && i + 1 < close) {
          i++;
        }
        high = pattern[i++] & 0xff;
      }
      found |= c >= low && c <= high;
    }
    return found != negated;
  }
}
