package io.bulwark.policy.check;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;

/**
 * A rule after overrides, exceptions and list substitution, not yet checked.
 *
 * @param order position in load order, from 0
 * @param condition lists substituted
 * @param conditionText the condition before that
 * @param warnEventTypes whether to warn when the rule matches very many event types
 * @param skipIfUnknown whether an unknown field or event type leaves the rule out with a warning
 */
public record RuleText(
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
    boolean skipIfUnknown,
    Span span) {
  public RuleText {
    tags = List.copyOf(tags);
  }

  /** A rule whose condition names no lists. */
  public RuleText(
      int order,
      String name,
      String description,
      SourceText condition,
      SourceText output,
      Priority priority,
      List<String> tags,
      String source,
      boolean enabled,
      boolean warnEventTypes,
      boolean skipIfUnknown,
      Span span) {
    this(
        order,
        name,
        description,
        condition,
        condition.text(),
        output,
        priority,
        tags,
        source,
        enabled,
        warnEventTypes,
        skipIfUnknown,
        span);
  }
}
