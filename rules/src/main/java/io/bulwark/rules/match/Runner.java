package io.bulwark.rules.match;

/** Runs the rules of one group on the current event. */
sealed interface Runner {
  void run();

  /** A small group: one straight run of code. */
  record Straight(Code code, int group) implements Runner {
    @Override
    public void run() {
      code.run(group);
    }
  }

  /**
   * A large group: only the candidates of its index.
   *
   * @param codes the classes that hold the rules
   * @param codeOf class of each rule
   * @param numberOf number of each rule in its class
   * @param placeOf place of each rule among all
   */
  record Indexed(
      RuleIndex index,
      Code[] codes,
      int[] codeOf,
      int[] numberOf,
      int[] placeOf,
      boolean first,
      MatchState state)
      implements Runner {
    @Override
    public void run() {
      for (int i = 0, count = index.find(); i < count; i++) {
        int rule = index.candidate(i);
        if (codes[codeOf[rule]].test(numberOf[rule])) {
          state.fire(placeOf[rule]);
          if (first) {
            return;
          }
        }
      }
    }
  }
}
