package io.bulwark.policy.resolve;

import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.load.Declaration;
import io.bulwark.policy.load.PluginRequirement;
import io.bulwark.policy.load.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What files ask of the engine and its plugins. */
final class Requirements {
  /** Plugins whose fields are built in, with the version whose fields they are. */
  private static final Map<String, Version> PLUGINS = Map.of("container", new Version(0, 7, 0));

  private Optional<Version> engine = Optional.empty();
  private final Map<String, String> plugins = new LinkedHashMap<>();

  Optional<String> engine() {
    return engine.map(Version::toString);
  }

  Map<String, String> plugins() {
    return plugins;
  }

  /** Whether a file can be used; what is not met is reported. */
  boolean met(List<Declaration> declarations, Diagnostics diagnostics) {
    boolean met = true;
    for (Declaration declaration : declarations) {
      if (declaration instanceof Declaration.EngineVersionDecl(Version version, Span span)) {
        met &= engine(version, span, diagnostics);
      } else if (declaration instanceof Declaration.PluginVersionsDecl wanted) {
        for (PluginRequirement requirement : wanted.plugins()) {
          met &= plugin(requirement, diagnostics);
        }
      }
    }
    return met;
  }

  private boolean engine(Version version, Span span, Diagnostics diagnostics) {
    if (engine.isEmpty() || version.satisfies(engine.get())) {
      engine = Optional.of(version);
    }
    if (Version.ENGINE.satisfies(version)) {
      return true;
    }
    report(
        Code.ENGINE_TOO_OLD,
        span,
        "the file needs engine version " + version + ", and this is " + Version.ENGINE,
        diagnostics);
    return false;
  }

  /** Any one choice will do; a plugin that is not built in cannot be had. */
  private boolean plugin(PluginRequirement requirement, Diagnostics diagnostics) {
    boolean known = false;
    for (PluginRequirement.Choice choice : requirement.choices()) {
      plugins.put(choice.name(), choice.version().toString());
      Version ours = PLUGINS.get(choice.name());
      if (ours != null && ours.satisfies(choice.version())) {
        return true;
      }
      known |= ours != null;
    }
    PluginRequirement.Choice first = requirement.choices().getFirst();
    report(
        Code.PLUGIN_VERSION,
        requirement.span(),
        known
            ? "the file needs plugin `" + first.name() + "` " + first.version()
            : "plugin `" + first.name() + "` is not part of this engine",
        diagnostics);
    return false;
  }

  private static void report(Code code, Span span, String message, Diagnostics diagnostics) {
    diagnostics.add(
        new Diagnostic(
            code,
            code.severity(),
            span,
            message,
            Optional.of(code.fix()),
            List.of(),
            Optional.empty()));
  }
}
