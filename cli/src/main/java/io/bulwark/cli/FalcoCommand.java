package io.bulwark.cli;

import io.bulwark.alerts.AlertFormat;
import io.bulwark.alerts.FalcoJsonFormat;
import io.bulwark.alerts.FalcoTextFormat;
import io.bulwark.event.field.FieldCatalogue;
import io.bulwark.event.field.FieldDef;
import io.bulwark.event.field.FieldResolver;
import io.bulwark.event.schema.EventSchema;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.LoadResult;
import io.bulwark.policy.PolicyFile;
import io.bulwark.policy.PolicyLoader;
import io.bulwark.policy.check.OutputAppender;
import io.bulwark.policy.diag.Diagnostics;
import io.bulwark.policy.diag.TextPrinter;
import io.bulwark.policy.select.RuleSelection;
import io.bulwark.rules.EngineOptions;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bulwark falco}: Falco's own flags, exit codes and JSON, for validation and replay. */
@Command(
    name = "falco",
    description = "Falco's own flags, for validating rules and replaying captures.",
    footer = {
      "",
      "Replay: falco -r RULES -o engine.kind=replay -o engine.replay.capture_file=CAPTURE"
    })
final class FalcoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final FalcoOptions flags = new FalcoOptions();

  @Spec private @Nullable CommandSpec spec;

  FalcoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      return run();
    } catch (FalcoFault fault) {
      return failed(fault.sentence());
    } catch (UserFault fault) {
      return failed(fault.sentence());
    }
  }

  private int failed(String sentence) {
    terminal.out().flush();
    terminal.err().println("Error: " + sentence);
    return ExitCode.FINDINGS;
  }

  private int run() throws IOException {
    if (flags.listEvents) {
      EventSchema.standard().kindNames().stream().sorted().forEach(terminal.out()::println);
      return ExitCode.OK;
    }
    FalcoConfig settings = FalcoConfig.read(Optional.ofNullable(flags.config), flags.options);
    settings.unknownKeys().forEach(k -> warn("unknown configuration key `" + k + "` ignored"));
    if (flags.version) {
      FalcoVersion.print(terminal, settings.json());
      return ExitCode.OK;
    }
    if (flags.listIgnored) {
      FalcoInfo.ignoredEvents(terminal);
      return ExitCode.OK;
    }
    if (flags.listPlugins) {
      FalcoInfo.plugins(terminal);
      return ExitCode.OK;
    }
    if (flags.pluginInfo != null) {
      throw FalcoInfo.noPlugin(flags.pluginInfo);
    }
    if (flags.list != null) {
      list(flags.list);
      return ExitCode.OK;
    }
    if (!flags.validate.isEmpty()) {
      return validate(settings);
    }
    return withRules(settings);
  }

  private void warn(String text) {
    terminal.out().flush();
    terminal.err().println("Warning: " + text);
  }

  private void list(String source) {
    if (!source.isEmpty() && !source.equals("syscall")) {
      throw new FalcoFault("Unknown event source: " + source);
    }
    for (FieldDef field : FieldCatalogue.standard().all()) {
      terminal
          .out()
          .println(
              flags.namesOnly
                  ? field.name()
                  : String.format("%-30s %s", field.name(), field.description()));
    }
  }

  private int validate(FalcoConfig settings) {
    List<PolicyFile> files = RuleFiles.read(flags.validate);
    LoadResult result = PolicyLoader.load(files, Policies.options(true));
    FalcoLoadResults results = new FalcoLoadResults(files, result, flags.verbose);
    boolean describing = !result.hasErrors() && (flags.describeAll || flags.describe != null);
    FalcoDescription description = new FalcoDescription(result.policy(), flags.describe);
    if (settings.json()) {
      terminal
          .out()
          .println(
              new Json()
                  .text(to -> {
                    to.writeStartObject();
                    if (describing) {
                      to.writeFieldName("falco_describe_results");
                      description.write(to);
                    }
                    to.writeFieldName("falco_load_results");
                    results.write(to);
                    to.writeEndObject();
                  }));
    } else {
      terminal.out().println(results.summary());
      if (describing) {
        terminal.out().println();
        description.print(terminal.out());
      }
    }
    if (result.hasErrors()) {
      throw new FalcoFault(results.summary());
    }
    return ExitCode.OK;
  }

  private int withRules(FalcoConfig settings) throws IOException {
    List<String> paths = flags.rules.isEmpty() ? settings.rulesFiles() : flags.rules;
    if (paths.isEmpty()) {
      throw new FalcoFault(
          "You must specify at least one rules file/directory via -r or a rules_file entry in"
              + " falco.yaml");
    }
    EngineOptions engine =
        new EngineOptions(
            settings.matching(),
            settings.priority(),
            io.bulwark.policy.LoadOptions.Compatibility.STRICT);
    if (flags.support) {
      new FalcoSupport(commandLine(), flags.config, RuleFiles.read(paths)).print(terminal);
      return ExitCode.OK;
    }
    CheckedPolicy policy = load(paths, settings);
    if (flags.describeAll || flags.describe != null) {
      describe(policy, settings);
      return ExitCode.OK;
    }
    return flags.dryRun ? ExitCode.OK : replay(settings, policy, engine);
  }

  private CheckedPolicy load(List<String> paths, FalcoConfig settings) {
    List<PolicyFile> files = RuleFiles.read(paths);
    LoadResult result = PolicyLoader.load(files, Policies.options(true));
    FalcoLoadResults results = new FalcoLoadResults(files, result, flags.verbose);
    if (result.hasErrors()) {
      throw new FalcoFault(results.summary());
    }
    if (flags.verbose) {
      TextPrinter printer = new TextPrinter(RuleFiles.lines(files), false);
      terminal.err().print(printer.print(result.diagnostics()));
    }
    RuleSelection selection = settings.selection();
    return appended(selection.apply(result.policy()), settings);
  }

  private CheckedPolicy appended(CheckedPolicy policy, FalcoConfig settings) {
    List<OutputAppender.Addition> additions = new ArrayList<>(settings.additions());
    printed().ifPresent(additions::add);
    if (additions.isEmpty()) {
      return policy;
    }
    Diagnostics found = new Diagnostics();
    OutputAppender appender = new OutputAppender(FieldResolver.standard(), found);
    CheckedPolicy result = policy;
    for (OutputAppender.Addition addition : additions) {
      result = appender.append(result, addition);
    }
    if (found.hasErrors()) {
      throw new FalcoFault(new TextPrinter(Map.of(), false).print(found.sorted()).strip());
    }
    return result;
  }

  /** What {@code -p} appends; its two old names are for fields that outputs now name themselves. */
  private Optional<OutputAppender.Addition> printed() {
    if (flags.print == null) {
      return Optional.empty();
    }
    warn("The -p/--print option is deprecated. Use -o append_output=... instead.");
    return switch (flags.print) {
      case "c", "container", "k", "kubernetes" -> Optional.empty();
      default -> Optional.of(FalcoConfig.toAll(flags.print));
    };
  }

  private String commandLine() {
    return spec == null
        ? ""
        : "bulwark " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }

  private void writePid() {
    if (flags.pidFile == null) {
      return;
    }
    try {
      Files.writeString(
          RuleFiles.path(flags.pidFile), Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new FalcoFault("Could not write pid to pidfile " + flags.pidFile);
    }
  }

  private void describe(CheckedPolicy policy, FalcoConfig settings) {
    FalcoDescription description = new FalcoDescription(policy, flags.describe);
    if (settings.json()) {
      terminal.out().println(new Json().text(description::write));
    } else {
      description.print(terminal.out());
    }
  }

  private int replay(FalcoConfig settings, CheckedPolicy policy, EngineOptions engine)
      throws IOException {
    String capture = flags.capture == null ? settings.capture() : flags.capture;
    writePid();
    if (flags.capture == null && settings.engine().equals("nodriver")) {
      new ReplaySummary(policy).printFalco(terminal.out());
      return ExitCode.OK;
    }
    if (!settings.engine().equals("replay") && capture.isEmpty()) {
      throw new FalcoFault(
          "live events are not supported; set -o engine.kind=replay and -o"
              + " engine.replay.capture_file=FILE");
    }
    if (capture.isEmpty() || !Files.isRegularFile(RuleFiles.path(capture))) {
      throw new FalcoFault("Could not find capture file `" + capture + "`");
    }
    AlertFormat format =
        settings.json()
            ? new FalcoJsonFormat(settings.alerts())
            : new FalcoTextFormat(settings.alerts());
    Replay replay = new Replay(terminal, policy, engine, format);
    if (flags.seconds > 0) {
      replay.stopAfter(TimeUnit.SECONDS.toNanos(flags.seconds));
    }
    try (PrintStream sink = sink(settings)) {
      replay.printTo(sink);
      replay.run(capture);
      sink.flush();
    }
    replay.summary().printFalco(terminal.out());
    return replay.fatal() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  /**
   * Where alerts go: standard output, a file, both, or nowhere. Closing it closes the file only.
   */
  private PrintStream sink(FalcoConfig settings) throws IOException {
    AlertSinks sinks = new AlertSinks();
    if (settings.toStdout()) {
      sinks.addKeptOpen(terminal.out());
    }
    if (settings.alertFile().isPresent()) {
      Path file = RuleFiles.path(settings.alertFile().get());
      sinks.add(new FileOutputStream(file.toFile(), true));
    }
    return new PrintStream(sinks, flags.unbuffered, StandardCharsets.UTF_8);
  }
}
