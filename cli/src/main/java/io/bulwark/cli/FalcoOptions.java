package io.bulwark.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Falco's flags, those of older releases included. Each does what it does there, or is refused with
 * the reason.
 */
final class FalcoOptions {
  @Option(names = "-c", paramLabel = "FILE", description = "Configuration file (falco.yaml).")
  @Nullable String config;

  @Option(
      names = "-r",
      paramLabel = "FILE",
      description = "Rules file or folder; may be given several times.")
  List<String> rules = List.of();

  @Option(
      names = {"-V", "--validate"},
      paramLabel = "FILE",
      description = "Validate rules files and exit; may be given several times.")
  List<String> validate = List.of();

  @Option(names = "-L", description = "Show all rules and exit.")
  boolean describeAll;

  @Option(names = "-l", paramLabel = "RULE", description = "Show one rule and exit.")
  @Nullable String describe;

  @Option(
      names = "--list",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "SOURCE",
      description = "List fields and exit.")
  @Nullable String list;

  @Option(names = "-N", description = "With --list: names only.")
  boolean namesOnly;

  @Option(names = "--list-events", description = "List event types and exit.")
  boolean listEvents;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "KEY=VALUE",
      description = "Set a configuration value, such as a.b=c or a.list[0]=c.")
  List<String> options = List.of();

  @Option(names = "--list-plugins", description = "Print the loaded plugins (none) and exit.")
  boolean listPlugins;

  @Option(
      names = "--plugin-info",
      paramLabel = "PLUGIN",
      description = "Refused: no plugin can be loaded.")
  @Nullable String pluginInfo;

  @Option(names = "-i", description = "Print the events that are ignored (none) and exit.")
  boolean listIgnored;

  @Option(names = "--support", description = "Print versions, configuration and rules as JSON.")
  boolean support;

  @Option(
      names = {"-p", "--print"},
      paramLabel = "FORMAT",
      description = "Append to every output; c and k add nothing, as upstream.")
  @Nullable String print;

  @Option(
      names = {"-P", "--pidfile"},
      paramLabel = "FILE",
      description = "Write the process id to a file.")
  @Nullable String pidFile;

  @Option(names = "-A", description = "Accepted; a replay has all events of its capture.")
  boolean allEvents;

  @Option(
      names = "-e",
      paramLabel = "CAPTURE",
      description = "Replay a capture (short for the two engine options).")
  @Nullable String capture;

  @Option(names = "-M", paramLabel = "SECONDS", description = "Stop after this time.")
  long seconds;

  @Option(names = "--dry-run", description = "Load everything, process nothing.")
  boolean dryRun;

  @Option(names = "--version", description = "Print version information and exit.")
  boolean version;

  @Option(names = "-v", description = "Verbose: also print warnings about rules.")
  boolean verbose;

  @Option(
      names = {"-U", "--unbuffered"},
      description = "Flush every alert.")
  boolean unbuffered;

  @Option(
      names = {"--enable-source", "--disable-source"},
      paramLabel = "SOURCE",
      description = "Accepted; a replay has the sources that its capture has.")
  List<String> sources = List.of();
}
