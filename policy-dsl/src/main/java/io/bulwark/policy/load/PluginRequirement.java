package io.bulwark.policy.load;

import io.bulwark.policy.diag.Span;
import java.util.List;

/** A plugin by name and lowest version; any one of the alternatives will do. */
public record PluginRequirement(List<Choice> choices, Span span) {
  /** One plugin that would do. */
  public record Choice(String name, Version version) {}

  public PluginRequirement {
    choices = List.copyOf(choices);
  }
}
