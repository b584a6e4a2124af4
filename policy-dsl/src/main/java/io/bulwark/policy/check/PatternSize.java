package io.bulwark.policy.check;

import java.util.Arrays;

/**
 * How large a regular expression becomes once its repetitions are written out, as an automaton has
 * them. An estimate that is never too low; whether the expression is valid is not looked at.
 */
final class PatternSize {
  /** Steps at which an expression is refused; compiling takes up to some 30 ms below it. */
  static final long MAX = 20_000;

  private static final int MAX_NESTING = 500;

  private final String text;
  private int at;

  /** Sums of the groups that are open, the outermost first. */
  private long[] sums = new long[8];

  private int open;
  private long last;

  private PatternSize(String text) {
    this.text = text;
  }

  /** The estimate, or something above {@link #MAX}. */
  static long of(String pattern) {
    return new PatternSize(pattern).measure();
  }

  private long measure() {
    while (at < text.length() && total() <= MAX && open <= MAX_NESTING) {
      step(text.charAt(at++));
    }
    return open > MAX_NESTING ? Long.MAX_VALUE : total();
  }

  private long total() {
    long sum = 0;
    for (int i = 0; i <= open; i++) {
      sum += sums[i];
    }
    return sum;
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> {
        at++;
        atom(1);
      }
      case '[' -> {
        skipClass();
        atom(1);
      }
      case '(' -> {
        open++;
        if (open == sums.length) {
          sums = Arrays.copyOf(sums, open * 2);
        }
        sums[open] = 0;
        last = 0;
      }
      case ')' -> {
        if (open > 0) {
          atom(sums[open--] + 2);
        }
      }
      case '*', '+', '?' -> repeat(2);
      case '{' -> {
        long times = count();
        if (times < 0) {
          atom(1);
        } else {
          repeat(times);
        }
      }
      default -> atom(1);
    }
  }

  private void atom(long size) {
    sums[open] += size;
    last = size;
  }

  private void repeat(long times) {
    sums[open] += last * Math.max(0, times - 1);
    last = Math.min(MAX + 1, last * Math.max(1, times));
  }

  /** To behind the bracket that closes a class; one that stands first is a member. */
  private void skipClass() {
    int from = at;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == ']' && at - 1 > from && !(at - 1 == from + 1 && text.charAt(from) == '^')) {
        return;
      }
    }
  }

  /** The larger number of {@code n}, {@code n,} or {@code n,m} in braces; -1 if it is none. */
  private long count() {
    int close = text.indexOf('}', at);
    if (close < 0 || close - at > 12) {
      return -1;
    }
    long most = 0;
    long number = 0;
    for (int i = at; i < close; i++) {
      char c = text.charAt(i);
      if (c == ',') {
        number = 0;
      } else if (c >= '0' && c <= '9') {
        number = number * 10 + c - '0';
      } else {
        return -1;
      }
      most = Math.max(most, number);
    }
    at = close + 1;
    return most + 1;
  }
}
