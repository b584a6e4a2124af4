package io.bulwark.policy.resolve;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.load.ExceptionDecl;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Optional;

/** A rule with all appends and overrides, its exceptions apart. */
record RuleDef(
    int order,
    String name,
    SourceText condition,
    SourceText output,
    SourceText description,
    Priority priority,
    List<String> tags,
    String source,
    boolean enabled,
    boolean warnEventTypes,
    boolean skipIfUnknownFilter,
    List<ExceptionDecl> exceptions,
    Optional<Span> appendedAt,
    boolean broken,
    int file,
    Span span) {
  RuleDef {
    tags = List.copyOf(tags);
    exceptions = List.copyOf(exceptions);
  }
}
