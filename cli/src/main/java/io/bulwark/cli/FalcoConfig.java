package io.bulwark.cli;

import io.bulwark.alerts.AlertOptions;
import io.bulwark.event.detection.Priority;
import io.bulwark.policy.check.OutputAppender;
import io.bulwark.policy.check.OutputAppender.Addition;
import io.bulwark.policy.check.OutputAppender.Change;
import io.bulwark.policy.check.OutputAppender.Target;
import io.bulwark.policy.select.RuleSelection;
import io.bulwark.policy.select.RuleSelection.Step;
import io.bulwark.policy.select.RuleSelection.Subject;
import io.bulwark.policy.text.SourceText;
import io.bulwark.rules.RuleMatching;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code falco.yaml} and {@code -o} say, as far as a replay listens. */
final class FalcoConfig {

  /** Keys of Falco's configuration, so that others can be called typing errors. */
  private static final Set<String> KNOWN =
      Set.of(
          "append_output",
          "base_syscalls",
          "buffer_format_base64",
          "buffered_outputs",
          "capture",
          "config_files",
          "engine",
          "falco_libs",
          "file_output",
          "grpc",
          "grpc_output",
          "http_output",
          "json_include_message_property",
          "json_include_output_fields_property",
          "json_include_output_property",
          "json_include_tags_property",
          "json_output",
          "libs_logger",
          "load_plugins",
          "log_level",
          "log_stderr",
          "log_syslog",
          "metrics",
          "output_timeout",
          "outputs_queue",
          "plugins",
          "plugins_hostinfo",
          "priority",
          "program_output",
          "rule_matching",
          "rules",
          "rules_file",
          "rules_files",
          "stdout_output",
          "syscall_event_drops",
          "syscall_event_timeouts",
          "syslog_output",
          "time_format_iso_8601",
          "watch_config_files",
          "webserver");

  private final ConfigTree tree;

  private FalcoConfig(ConfigTree tree) {
    this.tree = tree;
  }

  static FalcoConfig read(Optional<String> file, List<String> options) {
    ConfigTree tree = file.map(FalcoConfig::parse).orElseGet(ConfigTree::empty);
    options.stream().filter(FalcoConfigFiles::isMeant).forEach(tree::set);
    FalcoConfigFiles.merge(file.orElse(""), tree);
    options.stream().filter(o -> !FalcoConfigFiles.isMeant(o)).forEach(tree::set);
    return new FalcoConfig(tree);
  }

  static ConfigTree parse(String file) {
    try {
      return ConfigTree.parse(file, Files.readString(RuleFiles.path(file)));
    } catch (IOException e) {
      throw new FalcoFault("cannot read configuration file " + file);
    }
  }

  List<String> unknownKeys() {
    return tree.keys().stream().filter(key -> !KNOWN.contains(key)).toList();
  }

  List<String> rulesFiles() {
    String key = tree.get("rules_files").isPresent() ? "rules_files" : "rules_file";
    return tree.list(key).stream().map(String::valueOf).toList();
  }

  boolean json() {
    return tree.flag("json_output", false);
  }

  AlertOptions alerts() {
    return new AlertOptions(
        tree.flag("time_format_iso_8601", false),
        ZoneId.systemDefault(),
        tree.flag("json_include_output_property", true),
        tree.flag("json_include_message_property", false),
        tree.flag("json_include_tags_property", true),
        tree.flag("json_include_output_fields_property", true));
  }

  Priority priority() {
    String word = tree.text("priority", "debug");
    return Priority.parse(word)
        .orElseThrow(() -> new FalcoFault("Unknown rule priority \"" + word + "\""));
  }

  RuleMatching matching() {
    String word = tree.text("rule_matching", "first");
    return switch (word) {
      case "first" -> RuleMatching.FIRST;
      case "all" -> RuleMatching.ALL;
      default ->
          throw new FalcoFault(
              "Unknown rule matching strategy \"" + word + "\"--must be one of first, all");
    };
  }

  String engine() {
    return tree.text("engine.kind", "");
  }

  String capture() {
    return tree.text("engine.replay.capture_file", "");
  }

  boolean toStdout() {
    return tree.flag("stdout_output.enabled", tree.get("stdout_output").isEmpty());
  }

  Optional<String> alertFile() {
    return tree.flag("file_output.enabled", false)
        ? Optional.of(tree.text("file_output.filename", "./events.txt"))
        : Optional.empty();
  }

  /** {@code rules: [{disable: {rule: "*"}}, {enable: {tag: network}}]}, in order. */
  RuleSelection selection() {
    List<Step> steps = new ArrayList<>();
    for (Object item : tree.list("rules")) {
      if (item instanceof Map<?, ?> map) {
        map.forEach((verb, what) -> step(String.valueOf(verb), what, steps));
      }
    }
    return new RuleSelection(steps);
  }

  private static void step(String verb, Object what, List<Step> steps) {
    if (!verb.equals("enable") && !verb.equals("disable")) {
      throw new FalcoFault("`rules` entries are `enable` or `disable`, not `" + verb + "`");
    }
    if (what instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        Subject subject = String.valueOf(key).equals("tag") ? Subject.TAG : Subject.NAME;
        steps.add(new Step(verb.equals("enable"), subject, String.valueOf(value)));
      });
    }
  }

  /** {@code append_output}: a list of additions, or one. */
  List<Addition> additions() {
    List<Addition> additions = new ArrayList<>();
    for (Object item : tree.list("append_output")) {
      if (item instanceof Map<?, ?> map) {
        addition(map, additions);
      }
    }
    return additions;
  }

  /** Text for the outputs of all rules. */
  static Addition toAll(String text) {
    Target all = new Target(Optional.empty(), List.of(), Optional.empty());
    return new Addition(all, new Change.Message(SourceText.of(text, "-p")));
  }

  private static void addition(Map<?, ?> map, List<Addition> to) {
    Object match = map.get("match");
    Map<?, ?> conditions = match instanceof Map<?, ?> given ? given : Map.of();
    Optional<String> source = text(conditions.get("source"));
    Optional<String> rule = text(conditions.get("rule"));
    List<String> tags =
        conditions.get("tags") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    Target target = new Target(source, tags, rule);
    text(map.get("extra_output"))
        .map(text -> new Change.Message(place(text, "extra_output")))
        .ifPresent(change -> to.add(new Addition(target, change)));
    if (map.get("extra_fields") instanceof List<?> fields) {
      fields.forEach(field -> extraFields(field, target, to));
    }
    if (text(map.get("suggested_output")).orElse("false").equals("true")) {
      Target syscalls = new Target(Optional.of(source.orElse("syscall")), tags, rule);
      SourceText text = place(OutputAppender.SUGGESTED, "suggested_output");
      to.add(new Addition(syscalls, new Change.Message(text)));
    }
  }

  /** A field's name, or a map from keys to templates. */
  private static void extraFields(Object item, Target target, List<Addition> to) {
    if (item instanceof Map<?, ?> map) {
      map.forEach(
          (key, format) -> to.add(new Addition(target, field(key + "", format + "", false))));
    } else {
      to.add(new Addition(target, field(item + "", "%" + item, true)));
    }
  }

  private static Change.Field field(String key, String text, boolean raw) {
    return new Change.Field(key, place(text, "extra_fields"), raw);
  }

  private static SourceText place(String text, String key) {
    return SourceText.of(text, "append_output." + key);
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Object value) {
    return Optional.ofNullable(value).map(String::valueOf);
  }
}
