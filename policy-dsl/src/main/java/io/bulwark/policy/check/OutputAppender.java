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
    checker = new OutputChecker(fields, diagnostics);
    this.diagnostics = diagnostics;
  }

  /** What is added. */
  public sealed interface Change {
    SourceText text();

    /** Text after the message and a blank. */
    record Message(SourceText text) implements Change {}

    /**
     * An entry of {@code output_fields}.
     *
     * @param text a template; of a raw field, the field with its percent sign
     * @param raw whether the value keeps its type
     */
    record Field(String key, SourceText text, boolean raw) implements Change {}
  }

  /**
   * Which rules are meant.
   *
   * @param source only rules of this source, if given
   * @param tags only rules with all of these
   * @param rule only the rule with this name, if given
   */
  public record Target(Optional<String> source, List<String> tags, Optional<String> rule) {
    public Target {
      tags = List.copyOf(tags);
    }

    private boolean wants(CheckedRule candidate) {
      return source.map(candidate.source()::equals).orElse(true)
          && candidate.tags().containsAll(tags)
          && rule.map(candidate.name()::equals).orElse(true);
    }
  }

  /** One change to some rules. */
  public record Addition(Target target, Change change) {}

  /** The policy with {@code addition}; as it is if the addition is wrong, which is reported. */
  public CheckedPolicy append(CheckedPolicy policy, Addition addition) {
    OutputTemplate more;
    try {
      more = checker.check(addition.change().text());
    } catch (CheckFault fault) {
      diagnostics.add(fault.diagnostic(Optional.empty()));
      return policy;
    }
    return policy.withRules(
        policy.rules().stream().map(rule -> changed(rule, addition, more)).toList());
  }

  private static CheckedRule changed(CheckedRule rule, Addition addition, OutputTemplate more) {
    if (!addition.target().wants(rule)) {
      return rule;
    }
    return rule.withOutput(
        switch (addition.change()) {
          case Change.Message _ -> joined(rule.output(), more);
          case Change.Field(String key, SourceText _, boolean raw) ->
              extended(rule.output(), new OutputTemplate.Extra(key, more.segments(), raw));
        });
  }

  private static OutputTemplate joined(OutputTemplate first, OutputTemplate more) {
    List<OutputTemplate.Segment> segments = new ArrayList<>(first.segments());
    segments.add(new OutputTemplate.Segment.Literal(" "));
    segments.addAll(more.segments());
    return new OutputTemplate(first.text() + " " + more.text(), segments, first.extras());
  }

  private static OutputTemplate extended(OutputTemplate output, OutputTemplate.Extra extra) {
    List<OutputTemplate.Extra> extras = new ArrayList<>(output.extras());
    extras.add(extra);
    return new OutputTemplate(output.text(), output.segments(), extras);
  }
}
