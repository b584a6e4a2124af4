package io.bulwark.cli;

import io.bulwark.alerts.AlertFormat;
import io.bulwark.alerts.AlertOptions;
import io.bulwark.alerts.FalcoJsonFormat;
import io.bulwark.alerts.FalcoTextFormat;
import io.bulwark.event.detection.Priority;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadOptions.Compatibility;
import io.bulwark.policy.select.RuleSelection;
import io.bulwark.policy.select.RuleSelection.Step;
import io.bulwark.policy.select.RuleSelection.Subject;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark replay}: alerts that rules raise over recordings. */
@Command(
    name = "replay",
    description = "Print the alerts that rules raise over captures.",
    footer = {
      "",
      "Alerts go to standard output, everything else to standard error.",
      "Exit codes: 0 replayed, 1 errors in rules or captures, 2 wrong call or unreadable file."
    })
final class ReplayCommand implements Callable<Integer> {

  /** Which of several matching rules fire. */
  enum Matching {
    first,
    all
  }

  private final Terminal terminal;

  @Option(
      names = {"-r", "--rules"},
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "Rule files (.yaml, .yml) or folders of them.")
  private List<String> rules = List.of();

  @Parameters(paramLabel = "CAPTURE", arity = "0..*", description = "scap files, plain or gzip.")
  private List<String> captures = List.of();

  @Option(names = "--json", description = "One JSON object an alert.")
  private boolean json;

  @Option(names = "--iso-time", description = "Full dates in UTC instead of the local time of day.")
  private boolean isoTime;

  @Option(
      names = "--rule-matching",
      paramLabel = "first|all",
      defaultValue = "first",
      description = "The first matching rule of an event fires (default), or all.")
  private Matching matching = Matching.first;

  @Option(names = "--all", description = "Short for --rule-matching all.")
  private boolean all;

  @Option(
      names = {"-p", "--priority"},
      paramLabel = "PRIORITY",
      defaultValue = "debug",
      description = "Leave out rules that are less severe.")
  private String priority = "debug";

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "TAG",
      description = "Only rules with this tag; may be given several times.")
  private List<String> tags = List.of();

  @Option(
      names = {"-T", "--without-tag"},
      paramLabel = "TAG",
      description = "Leave out rules with this tag.")
  private List<String> withoutTags = List.of();

  @Option(
      names = {"-D", "--disable"},
      paramLabel = "NAME",
      description = "Leave out rules with this name; * and ? are wildcards.")
  private List<String> disabled = List.of();

  @Option(
      names = "--enable",
      paramLabel = "NAME",
      description = "Turn on rules with this name that their file turns off.")
  private List<String> enabled = List.of();

  @Option(names = "--enable-all", description = "Turn on every rule.")
  private boolean enableAll;

  @Option(names = "--strict-compat", description = "Take upstream's side of every known quirk.")
  private boolean strictCompat;

  @Option(names = "--no-summary", description = "No summary at the end.")
  private boolean noSummary;

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Priority minimum =
        Priority.parse(priority)
            .orElseThrow(() ->
                new UserFault(
                    "unknown priority `" + priority + "`",
                    "emergency, alert, critical, error, warning, notice, informational or"
                        + " debug"));
    ReplayFiles files = ReplayFiles.of(rules, captures);
    Optional<CheckedPolicy> loaded = Policies.load(files.rules(), strictCompat, terminal);
    if (loaded.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    EngineOptions options =
        new EngineOptions(
            all || matching == Matching.all ? RuleMatching.ALL : RuleMatching.FIRST,
            minimum,
            strictCompat ? Compatibility.STRICT : Compatibility.CORRECTED);
    Replay replay = new Replay(terminal, selected(loaded.get()), options, format());
    files.captures().forEach(replay::run);
    terminal.out().flush();
    if (!noSummary) {
      replay.summary().print(terminal.err());
    }
    return replay.fatal() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private AlertFormat format() {
    AlertOptions options = AlertOptions.defaults().withIsoTime(isoTime);
    return json ? new FalcoJsonFormat(options) : new FalcoTextFormat(options);
  }

  private CheckedPolicy selected(CheckedPolicy policy) {
    List<Step> steps = new ArrayList<>();
    if (enableAll) {
      steps.add(new Step(true, Subject.NAME, "*"));
    }
    if (!tags.isEmpty()) {
      steps.add(new Step(false, Subject.NAME, "*"));
    }
    tags.forEach(tag -> steps.add(new Step(true, Subject.TAG, tag)));
    enabled.forEach(name -> steps.add(new Step(true, Subject.NAME, name)));
    withoutTags.forEach(tag -> steps.add(new Step(false, Subject.TAG, tag)));
    disabled.forEach(name -> steps.add(new Step(false, Subject.NAME, name)));
    RuleSelection selection = new RuleSelection(steps);
    for (Step idle : selection.idle(policy)) {
      String what = idle.subject() == Subject.TAG ? "has the tag" : "is called";
      terminal.tell("warning: no rule " + what + " `" + idle.pattern() + "`");
    }
    return selection.apply(policy);
  }
}
