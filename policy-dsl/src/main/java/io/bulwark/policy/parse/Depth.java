package io.bulwark.policy.parse;

import io.bulwark.policy.diag.Code;

/** Counts levels of grammar, so that hostile nesting ends in a diagnostic, not in a full stack. */
final class Depth {
  private int level;

  void enter(int at) throws SyntaxFault {
    if (++level >= ConditionParser.MAX_DEPTH) {
      throw new SyntaxFault(
          Code.TOO_DEEP,
          "the condition is nested deeper than " + ConditionParser.MAX_DEPTH + " levels",
          at,
          at + 1,
          "move inner parts into macros");
    }
  }

  void leave() {
    level--;
  }

  int level() {
    return level;
  }

  void restore(int to) {
    level = to;
  }
}
