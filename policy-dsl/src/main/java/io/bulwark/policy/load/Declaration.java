package io.bulwark.policy.load;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.text.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One item of a rule file. */
public sealed interface Declaration {
  /** Where its first key stands. */
  Span span();

  /** How {@code override} treats a key. */
  enum Override {
    APPEND,
    REPLACE
  }

  /**
   * A rule, or a change of one.
   *
   * @param append the deprecated {@code append: true}
   * @param overrides key → how it changes the earlier rule; empty for a definition
   * @param broken whether a key was reported and left out: the rule is checked on, and not used
   */
  record RuleDecl(
      String name,
      Optional<SourceText> condition,
      Optional<SourceText> output,
      Optional<SourceText> description,
      Optional<Priority> priority,
      Optional<List<String>> tags,
      Optional<String> source,
      Optional<Boolean> enabled,
      Optional<Boolean> warnEventTypes,
      Optional<Boolean> skipIfUnknownFilter,
      Optional<List<ExceptionDecl>> exceptions,
      boolean append,
      Map<String, Override> overrides,
      boolean broken,
      Span span)
      implements Declaration {
    public RuleDecl {
      overrides = Map.copyOf(overrides);
    }

    /** Whether it only switches an earlier rule on or off. */
    public boolean onlyEnables() {
      return enabled.isPresent()
          && !append
          && overrides.isEmpty()
          && condition.isEmpty()
          && output.isEmpty()
          && description.isEmpty()
          && priority.isEmpty()
          && tags.isEmpty()
          && exceptions.isEmpty();
    }
  }

  record MacroDecl(
      String name, SourceText condition, boolean append, Map<String, Override> overrides, Span span)
      implements Declaration {
    public MacroDecl {
      overrides = Map.copyOf(overrides);
    }
  }

  record ListDecl(
      String name,
      List<SourceText> items,
      boolean append,
      Map<String, Override> overrides,
      Span span)
      implements Declaration {
    public ListDecl {
      items = List.copyOf(items);
      overrides = Map.copyOf(overrides);
    }
  }

  /** The engine version that the file asks for. */
  record EngineVersionDecl(Version version, Span span) implements Declaration {}

  /** Plugins that the file asks for. */
  record PluginVersionsDecl(List<PluginRequirement> plugins, Span span) implements Declaration {
    public PluginVersionsDecl {
      plugins = List.copyOf(plugins);
    }
  }
}
