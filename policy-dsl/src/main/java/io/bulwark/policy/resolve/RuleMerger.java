package io.bulwark.policy.resolve;

import io.bulwark.event.detection.Priority;
import io.bulwark.policy.diag.Code;
import io.bulwark.policy.diag.Diagnostic;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.Span;
import io.bulwark.policy.load.Declaration.Override;
import io.bulwark.policy.load.Declaration.RuleDecl;
import io.bulwark.policy.load.ExceptionDecl;
import io.bulwark.policy.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies rule declarations to the rules so far; a redefined rule keeps its place. */
final class RuleMerger {
  private static final String SYSCALL = "syscall";

  private final Diagnostics diagnostics;
  private final LinkedHashMap<String, RuleDef> rules = new LinkedHashMap<>();
  private final Set<String> skipped = new HashSet<>();

  RuleMerger(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Collection<RuleDef> all() {
    return rules.values();
  }

  void apply(RuleDecl decl, int file) throws ResolveFault {
    boolean changes = decl.onlyEnables() || decl.append() || !decl.overrides().isEmpty();
    if (!changes) {
      define(decl, file);
      return;
    }
    RuleDef old = rules.get(decl.name());
    if (old == null) {
      if (skipped.contains(decl.name())) {
        return;
      }
      throw Resolver.nothing("rule", decl.name(), decl.span());
    }
    if (decl.source().isPresent() && !decl.source().get().equals(old.source())) {
      throw sourceChanged(decl, old);
    }
    if (decl.onlyEnables()) {
      diagnostics.add(
          deprecation("rule", decl.name(), decl.span(), "`enabled` alone is deprecated"));
      rules.put(decl.name(), changed(old, decl, file));
    } else if (decl.append()) {
      append(decl, old, file);
    } else {
      rules.put(decl.name(), changed(old, decl, file));
    }
  }

  private void append(RuleDecl decl, RuleDef old, int file) throws ResolveFault {
    diagnostics.add(deprecation("rule", decl.name(), decl.span(), "`append: true` is deprecated"));
    if (decl.condition().isEmpty() && decl.exceptions().isEmpty()) {
      throw new ResolveFault(
          Code.MISSING_KEY,
          decl.span(),
          "an appended rule needs `condition` or `exceptions`",
          "give the text to append");
    }
    rules.put(decl.name(), changed(old, decl, file));
  }

  static Diagnostic deprecation(String kind, String name, Span span, String message) {
    return new Diagnostic(
        Code.DEPRECATED_KEY,
        Code.DEPRECATED_KEY.severity(),
        span,
        message,
        Optional.of(Code.DEPRECATED_KEY.fix()),
        List.of(),
        Optional.of(new Diagnostic.Item(kind, name)));
  }

  private static ResolveFault sourceChanged(RuleDecl decl, RuleDef old) {
    return new ResolveFault(
        Code.SOURCE_CHANGED,
        decl.span(),
        "rule `" + decl.name() + "` was defined with source `" + old.source() + "` before",
        Code.SOURCE_CHANGED.fix());
  }

  private void define(RuleDecl decl, int file) throws ResolveFault {
    String source = decl.source().orElse(SYSCALL);
    RuleDef old = rules.get(decl.name());
    if (old != null && !old.source().equals(source)) {
      throw sourceChanged(decl, old);
    }
    if (decl.broken() && (decl.condition().isEmpty() || decl.output().isEmpty())) {
      skipped.add(decl.name());
      return;
    }
    SourceText condition = required(decl, "condition", decl.condition());
    SourceText output = required(decl, "output", decl.output());
    SourceText description =
        required(decl, "desc", decl.description().or(() -> spare(decl, output)));
    Priority priority =
        required(decl, "priority", decl.priority().or(() -> spare(decl, Priority.DEBUG)));
    List<ExceptionDecl> exceptions = decl.exceptions().orElse(List.of());
    for (ExceptionDecl exception : exceptions) {
      Exceptions.require(exception);
    }
    if (!source.equals(SYSCALL)) {
      skipped.add(decl.name());
      unknownSource(decl, source);
      return;
    }
    if (old != null) {
      redefined(decl, old, condition);
    }
    rules.put(
        decl.name(),
        new RuleDef(
            old == null ? rules.size() : old.order(),
            decl.name(),
            condition,
            output,
            description,
            priority,
            decl.tags().orElse(List.of()),
            source,
            decl.enabled().orElse(true),
            decl.warnEventTypes().orElse(true),
            decl.skipIfUnknownFilter().orElse(false),
            exceptions,
            Optional.empty(),
            decl.broken(),
            file,
            decl.span()));
  }

  /** In the place of what a broken rule lacks, whose reason has been reported. */
  private static <T> Optional<T> spare(RuleDecl decl, T value) {
    return decl.broken() ? Optional.of(value) : Optional.empty();
  }

  private static <T> T required(RuleDecl decl, String key, Optional<T> value) throws ResolveFault {
    if (value.isEmpty()) {
      throw new ResolveFault(
          Code.MISSING_KEY,
          decl.span(),
          "key `" + key + "` is missing",
          "a rule needs condition, output, desc and priority");
    }
    return value.get();
  }

  private void redefined(RuleDecl decl, RuleDef old, SourceText condition) {
    boolean same = old.condition().text().strip().equals(condition.text().strip());
    if (!same && !old.span().file().equals(decl.span().file())) {
      diagnostics.add(
          new Diagnostic(
              Code.REDEFINED,
              Code.REDEFINED.severity(),
              decl.span(),
              "rule `" + decl.name() + "` is defined again with other content",
              Optional.of(Code.REDEFINED.fix()),
              List.of(new Diagnostic.Note(old.span(), "defined here before")),
              Optional.of(new Diagnostic.Item("rule", decl.name()))));
    }
  }

  private void unknownSource(RuleDecl decl, String source) {
    diagnostics.add(
        new Diagnostic(
            Code.UNKNOWN_SOURCE,
            Code.UNKNOWN_SOURCE.severity(),
            decl.span(),
            "source `" + source + "` is not loaded; the rule is left out",
            Optional.of(Code.UNKNOWN_SOURCE.fix()),
            List.of(),
            Optional.of(new Diagnostic.Item("rule", decl.name()))));
  }

  /** {@code append: true} appends every text that is given; else {@code override} says how. */
  private RuleDef changed(RuleDef old, RuleDecl decl, int file) throws ResolveFault {
    Optional<SourceText> added = appends(decl, "condition") ? decl.condition() : Optional.empty();
    return new RuleDef(
        old.order(),
        old.name(),
        text(decl, "condition", old.condition(), decl.condition()),
        text(decl, "output", old.output(), decl.output()),
        text(decl, "desc", old.description(), decl.description()),
        decl.priority().filter(p -> replaces(decl, "priority")).orElse(old.priority()),
        tags(old, decl),
        old.source(),
        decl.enabled()
            .filter(e -> decl.onlyEnables() || replaces(decl, "enabled"))
            .orElse(old.enabled()),
        decl.warnEventTypes()
            .filter(w -> replaces(decl, "warn_evttypes"))
            .orElse(old.warnEventTypes()),
        decl.skipIfUnknownFilter()
            .filter(s -> replaces(decl, "skip-if-unknown-filter"))
            .orElse(old.skipIfUnknownFilter()),
        exceptions(old, decl),
        added.isPresent() ? added.map(SourceText::span) : old.appendedAt(),
        old.broken() || decl.broken(),
        file,
        old.span());
  }

  private static boolean appends(RuleDecl decl, String key) {
    return decl.append() || decl.overrides().get(key) == Override.APPEND;
  }

  private static boolean replaces(RuleDecl decl, String key) {
    return decl.overrides().get(key) == Override.REPLACE;
  }

  private static SourceText text(
      RuleDecl decl, String key, SourceText old, Optional<SourceText> given) {
    if (given.isEmpty()) {
      return old;
    }
    if (appends(decl, key)) {
      return Resolver.joined(old, given.get());
    }
    return replaces(decl, key) ? given.get() : old;
  }

  private static List<String> tags(RuleDef old, RuleDecl decl) {
    if (decl.tags().isEmpty()) {
      return old.tags();
    }
    if (replaces(decl, "tags")) {
      return decl.tags().get();
    }
    List<String> tags = new ArrayList<>(old.tags());
    tags.addAll(decl.tags().get());
    return tags;
  }

  private List<ExceptionDecl> exceptions(RuleDef old, RuleDecl decl) throws ResolveFault {
    if (decl.exceptions().isEmpty()) {
      return old.exceptions();
    }
    if (replaces(decl, "exceptions")) {
      for (ExceptionDecl exception : decl.exceptions().get()) {
        Exceptions.require(exception);
      }
      return decl.exceptions().get();
    }
    LinkedHashMap<String, ExceptionDecl> merged = new LinkedHashMap<>();
    old.exceptions().forEach(exception -> merged.put(exception.name(), exception));
    for (ExceptionDecl exception : decl.exceptions().get()) {
      merged.put(exception.name(), merged(merged.get(exception.name()), exception, decl));
    }
    return List.copyOf(merged.values());
  }

  private ExceptionDecl merged(
      @org.jspecify.annotations.Nullable ExceptionDecl old, ExceptionDecl added, RuleDecl decl)
      throws ResolveFault {
    if (old == null) {
      Exceptions.require(added);
      return added;
    }
    if (added.fields().isPresent() || !added.comps().isEmpty()) {
      throw new ResolveFault(
          Code.BAD_EXCEPTION,
          added.span(),
          "exception `" + added.name() + "` exists: only values can be appended to it",
          "remove `fields` and `comps`");
    }
    if (added.values().isEmpty()) {
      diagnostics.add(
          new Diagnostic(
              Code.APPEND_NO_VALUES,
              Code.APPEND_NO_VALUES.severity(),
              added.span(),
              "exception `" + added.name() + "` is appended without values",
              Optional.of(Code.APPEND_NO_VALUES.fix()),
              List.of(),
              Optional.of(new Diagnostic.Item("rule", decl.name()))));
    }
    List<ExceptionDecl.Value> values = new ArrayList<>(old.values());
    values.addAll(added.values());
    return new ExceptionDecl(
        old.name(), old.fields(), old.comps(), old.compsAreList(), values, old.span());
  }
}
