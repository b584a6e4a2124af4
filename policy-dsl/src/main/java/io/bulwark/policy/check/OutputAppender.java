package io.bulwark.policy.check;

import io.bulwark.event.field.FieldResolver;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.output.OutputTemplate;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds text to the outputs of loaded rules: {@code append_output} of a configuration. */
public final class OutputAppender {

  /** What upstream's container plugin suggests to append to the outputs of system call rules. */
  public static final String SUGGESTED =
      "container_id=%container.id container_name=%container.name"
          + " container_image_repository=%container.image.repository"
          + " container_image_tag=%container.image.tag"
          + " k8s_pod_name=%k8s.pod.name k8s_ns_name=%k8s.ns.name";

  private final OutputChecker checker;
  private final Diagnostics diagnostics;

  public OutputAppender(FieldResolver fields, Diagnostics diagnostics) {
    checker = new OutputChecker(fields);
    this.diagnostics = diagnostics;
  }

  /**
   * One addition.
   *
   * @param source only to rules of this source, if given
   * @param tags only to rules with all of these
   * @param rule only to the rule with this name, if given
   * @param text appended after a blank
   */
  public record Addition(
      Optional<String> source, List<String> tags, Optional<String> rule, SourceText text) {
    public Addition {
      tags = List.copyOf(tags);
    }

    private boolean wants(CheckedRule candidate) {
      return source.map(candidate.source()::equals).orElse(true)
          && candidate.tags().containsAll(tags)
          && rule.map(candidate.name()::equals).orElse(true);
    }
  }

  /** The policy with {@code addition}; as it is if the addition is wrong, which is reported. */
  public CheckedPolicy append(CheckedPolicy policy, Addition addition) {
    OutputTemplate more;
    try {
      more = checker.check(addition.text());
    } catch (CheckFault fault) {
      diagnostics.add(fault.diagnostic(Optional.empty()));
      return policy;
    }
    return policy.withRules(
        policy.rules().stream()
            .map(rule -> addition.wants(rule) ? rule.withOutput(join(rule.output(), more)) : rule)
            .toList());
  }

  private static OutputTemplate join(OutputTemplate first, OutputTemplate more) {
    List<OutputTemplate.Segment> segments = new ArrayList<>(first.segments());
    segments.add(new OutputTemplate.Segment.Literal(" "));
    segments.addAll(more.segments());
    return new OutputTemplate(first.text() + " " + more.text(), segments);
  }
}
