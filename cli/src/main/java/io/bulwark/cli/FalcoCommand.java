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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

  @Option(names = "-c", paramLabel = "FILE", description = "Configuration file (falco.yaml).")
  private @Nullable String config;

  @Option(
      names = "-r",
      paramLabel = "FILE",
      description = "Rules file or folder; may be given several times.")
  private List<String> rules = List.of();

  @Option(
      names = {"-V", "--validate"},
      paramLabel = "FILE",
      description = "Validate rules files and exit; may be given several times.")
  private List<String> validate = List.of();

  @Option(names = "-L", description = "Show all rules and exit.")
  private boolean describeAll;

  @Option(names = "-l", paramLabel = "RULE", description = "Show one rule and exit.")
  private @Nullable String describe;

  @Option(
      names = "--list",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "SOURCE",
      description = "List fields and exit.")
  private @Nullable String list;

  @Option(names = "-N", description = "With --list: names only.")
  private boolean namesOnly;

  @Option(names = "--list-events", description = "List event types and exit.")
  private boolean listEvents;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "Set a configuration value, such as a.b=c or a.list[0]=c.")
  private List<String> options = List.of();

  @Option(names = "-M", paramLabel = "SECONDS", description = "Stop after this time.")
  private long seconds;

  @Option(names = "--dry-run", description = "Load everything, process nothing.")
  private boolean dryRun;

  @Option(names = "--version", description = "Print version information and exit.")
  private boolean version;

  @Option(names = "-v", description = "Verbose: also print warnings about rules.")
  private boolean verbose;

  @Option(
      names = {"-U", "--unbuffered"},
      description = "Flush every alert.")
  private boolean unbuffered;

  @Option(
      names = {"--enable-source", "--disable-source"},
      paramLabel = "SOURCE",
      description = "Accepted; a replay has the sources that its capture has.")
  private List<String> sources = List.of();

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
    if (listEvents) {
      EventSchema.standard().kindNames().stream().sorted().forEach(terminal.out()::println);
      return ExitCode.OK;
    }
    FalcoConfig settings = FalcoConfig.read(Optional.ofNullable(config), options);
    settings.unknownKeys().forEach(k -> warn("unknown configuration key `" + k + "` ignored"));
    if (version) {
      FalcoVersion.print(terminal, settings.json());
      return ExitCode.OK;
    }
    if (list != null) {
      list(list);
      return ExitCode.OK;
    }
    if (!validate.isEmpty()) {
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
              namesOnly
                  ? field.name()
                  : String.format("%-30s %s", field.name(), field.description()));
    }
  }

  private int validate(FalcoConfig settings) {
    List<PolicyFile> files = RuleFiles.read(validate);
    LoadResult result = PolicyLoader.load(files, Policies.options(true));
    FalcoLoadResults results = new FalcoLoadResults(files, result);
    boolean describing = !result.hasErrors() && (describeAll || describe != null);
    FalcoDescription description = new FalcoDescription(result.policy(), describe);
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
    List<String> paths = rules.isEmpty() ? settings.rulesFiles() : rules;
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
    CheckedPolicy policy = load(paths, settings);
    if (describeAll || describe != null) {
      describe(policy, settings);
      return ExitCode.OK;
    }
    return dryRun ? ExitCode.OK : replay(settings, policy, engine);
  }

  private CheckedPolicy load(List<String> paths, FalcoConfig settings) {
    List<PolicyFile> files = RuleFiles.read(paths);
    LoadResult result = PolicyLoader.load(files, Policies.options(true));
    FalcoLoadResults results = new FalcoLoadResults(files, result);
    if (result.hasErrors()) {
      throw new FalcoFault(results.summary());
    }
    if (verbose) {
      TextPrinter printer = new TextPrinter(RuleFiles.lines(files), false);
      terminal.err().print(printer.print(result.diagnostics()));
    }
    RuleSelection selection = settings.selection();
    return appended(selection.apply(result.policy()), settings);
  }

  private CheckedPolicy appended(CheckedPolicy policy, FalcoConfig settings) {
    List<OutputAppender.Addition> additions = settings.additions();
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

  private void describe(CheckedPolicy policy, FalcoConfig settings) {
    FalcoDescription description = new FalcoDescription(policy, describe);
    if (settings.json()) {
      terminal.out().println(new Json().text(description::write));
    } else {
      description.print(terminal.out());
    }
  }

  private int replay(FalcoConfig settings, CheckedPolicy policy, EngineOptions engine)
      throws IOException {
    String capture = settings.capture();
    if (settings.engine().equals("nodriver")) {
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
    if (seconds > 0) {
      replay.stopAfter(TimeUnit.SECONDS.toNanos(seconds));
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
    return new PrintStream(sinks, unbuffered, StandardCharsets.UTF_8);
  }
}
