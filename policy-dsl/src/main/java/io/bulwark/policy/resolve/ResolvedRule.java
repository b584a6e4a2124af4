package io.bulwark.policy.resolve;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * A rule.
 *
 * @param order its place among all rules, by first definition
 * @param condition appends and exceptions in place, lists substituted
 * @param conditionText the condition before lists were substituted
 * @param tags as written
 * @param broken whether a part of it was reported and left out; it is checked, and not used
 * @param appendedAt where the last text appended to its condition stands
 * @param file number of the file that last changed it, from 0
 */
public record ResolvedRule(
    int order,
    String name,
    String description,
    SourceText condition,
    String conditionText,
    SourceText output,
    Priority priority,
    List<String> tags,
    String source,
    boolean enabled,
    boolean warnEventTypes,
    boolean skipIfUnknownFilter,
    Optional<Span> appendedAt,
    boolean broken,
    int file,
    Span span) {
  public ResolvedRule {
    tags = List.copyOf(tags);
  }
}
