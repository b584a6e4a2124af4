package io.bulwark.rules;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.LoadOptions.Compatibility;

/**
 * How rules run.
 *
 * @param matching what happens when several rules match one event
 * @param minimumPriority less severe rules never fire
 * @param compatibility which side of upstream's quirks tests take
 */
public record EngineOptions(
    RuleMatching matching, Priority minimumPriority, Compatibility compatibility) {
  /** Corrected behaviour. */
  public EngineOptions(RuleMatching matching, Priority minimumPriority) {
    this(matching, minimumPriority, Compatibility.CORRECTED);
  }

  /** The first match, all priorities, corrected behaviour. */
  public static EngineOptions defaults() {
    return new EngineOptions(RuleMatching.FIRST, Priority.DEBUG);
  }

  public EngineOptions withMatching(RuleMatching other) {
    return new EngineOptions(other, minimumPriority, compatibility);
  }

  public EngineOptions withCompatibility(Compatibility other) {
    return new EngineOptions(matching, minimumPriority, other);
  }
}
