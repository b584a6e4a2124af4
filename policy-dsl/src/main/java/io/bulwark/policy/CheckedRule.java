package io.bulwark.policy;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.ir.Cond;
import io.bulwark.policy.output.OutputTemplate;
import java.util.BitSet;
import java.util.List;

/**
 * A rule that passed every check.
 *
 * @param order position in load order, from 0; a redefined rule keeps its first place
 * @param kinds event kinds on which the condition can be true (see {@code EventSchema.kind})
 * @param tags sorted
 * @param conditionText appends and exceptions in place, macros and lists by name
 */
public record CheckedRule(
    int order,
    String name,
    String description,
    Cond condition,
    BitSet kinds,
    OutputTemplate output,
    Priority priority,
    List<String> tags,
    String source,
    boolean enabled,
    String conditionText,
    Span span) {
  public CheckedRule {
    kinds = (BitSet) kinds.clone();
    tags = List.copyOf(tags);
  }

  /** A copy: callers may change it. */
  @Override
  public BitSet kinds() {
    return (BitSet) kinds.clone();
  }

  /** The same rule, on or off. */
  public CheckedRule withEnabled(boolean enabled) {
    return new CheckedRule(
        order,
        name,
        description,
        condition,
        kinds,
        output,
        priority,
        tags,
        source,
        enabled,
        conditionText,
        span);
  }

  /** The same rule with another output. */
  public CheckedRule withOutput(OutputTemplate output) {
    return new CheckedRule(
        order,
        name,
        description,
        condition,
        kinds,
        output,
        priority,
        tags,
        source,
        enabled,
        conditionText,
        span);
  }
}
