package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;

/**
 * What the trees of one load may hold together, so that hostile files cannot fill memory with them.
 */
public final class ParseBudget {
  /** Characters of one condition: enough for a list of 100,000 hashes. */
  public static final int MAX_TEXT = 8 << 20;

  /** A value in a list counts as one part, a test as four: that is about their size in memory. */
  public static final int MAX_PARTS = 500_000;

  private static final int TEST = 4;
  private static final int MACRO = 2;

  private int left = MAX_PARTS;

  /** A full budget. */
  public ParseBudget() {}

  void value(int at) throws SyntaxFault {
    spend(1, at);
  }

  void test(int at) throws SyntaxFault {
    spend(TEST, at);
  }

  void macro(int at) throws SyntaxFault {
    spend(MACRO, at);
  }

  private void spend(int parts, int at) throws SyntaxFault {
    left -= parts;
    if (left < 0) {
      throw new SyntaxFault(
          Code.CONDITION_TOO_LARGE,
          "the conditions of all files together have too many parts",
          at,
          at + 1,
          Code.CONDITION_TOO_LARGE.fix());
    }
  }
}
