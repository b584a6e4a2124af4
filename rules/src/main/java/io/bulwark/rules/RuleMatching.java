package io.bulwark.rules;

/** What happens when several rules match one event. */
public enum RuleMatching {
  /** The first in load order fires. */
  FIRST,
  /** Every one fires. */
  ALL
}
