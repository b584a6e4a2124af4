package io.bulwark.rules.match;

import java.util.Arrays;

/**
 * What generated code writes: shared results of the current event and the rules that fired.
 *
 * @param memo two words for each 64 shared nodes: which are known, and which of those are true
 * @param fired the rules that fired, as places in the plan
 */
record MatchState(long[] memo, Fired fired) {
  /** A growing list of rule places. */
  static final class Fired {
    private int[] rules = new int[16];
    private int count;

    private void add(int rule) {
      if (count == rules.length) {
        rules = Arrays.copyOf(rules, count * 2);
      }
      rules[count++] = rule;
    }
  }

  MatchState(int sharedNodes) {
    this(new long[(sharedNodes + 63 >>> 6) * 2], new Fired());
  }

  void clear() {
    fired.count = 0;
    for (int i = 0; i < memo.length; i += 2) {
      memo[i] = 0;
    }
  }

  /** A shared node's result: 0 or 1, or -1 if it was not evaluated yet. */
  int known(int word, long mask) {
    if ((memo[word] & mask) == 0) {
      return -1;
    }
    return (memo[word + 1] & mask) == 0 ? 0 : 1;
  }

  boolean store(boolean value, int word, long mask) {
    memo[word] |= mask;
    if (value) {
      memo[word + 1] |= mask;
    } else {
      memo[word + 1] &= ~mask;
    }
    return value;
  }

  void fire(int rule) {
    fired.add(rule);
  }

  int firedCount() {
    return fired.count;
  }

  int firedRule(int index) {
    return fired.rules[index];
  }
}
