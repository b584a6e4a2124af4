package io.bulwark.rules.match;

/** Executable conditions: what a generated class extends. */
abstract class Code {
  /** Runs one group's rules in order; they report to the {@link MatchState}. */
  abstract void run(int group);

  /** Tests one rule. */
  abstract boolean test(int rule);
}
