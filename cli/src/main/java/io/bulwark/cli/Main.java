package io.bulwark.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point: {@code bulwark COMMAND …}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Terminal terminal = Terminal.standard();
    int code = run(args, terminal);
    terminal.flush();
    System.exit(code);
  }

  /**
   * Runs one command without ending the process.
   *
   * @return the exit code
   */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    Terminal terminal = Terminal.of(in, out, err);
    int code = run(args, terminal);
    terminal.flush();
    return code;
  }

  static int run(String[] args, Terminal terminal) {
    boolean debug = Arrays.asList(args).contains("--debug");
    try {
      return commandLine(args, terminal, debug).execute(args);
    } catch (StackOverflowError | OutOfMemoryError e) {
      terminal.tell("the input is too large or too deeply nested (" + e + ")");
      return ExitCode.INTERNAL;
    }
  }

  private static CommandLine commandLine(String[] args, Terminal terminal, boolean debug) {
    CommandLine root = new CommandLine(new BulwarkCommand(terminal));
    Map<String, Supplier<Object>> all = commands(terminal);
    // Reading the options of all commands takes longer than many a command runs.
    Supplier<Object> only = args.length == 0 ? null : all.get(args[0]);
    if (only != null) {
      root.addSubcommand(args[0], only.get());
    } else {
      all.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setOut(new java.io.PrintWriter(terminal.out(), true));
    root.setErr(new java.io.PrintWriter(terminal.err(), true));
    root.setUsageHelpWidth(100);
    root.setUsageHelpAutoWidth(false);
    root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    root.setParameterExceptionHandler((fault, given) -> wrongCall(fault, terminal));
    root.setExecutionExceptionHandler((e, line, result) -> failed(e, line, terminal, debug));
    return root;
  }

  /** All commands, in the order of the help text. */
  private static Map<String, Supplier<Object>> commands(Terminal terminal) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("check", () -> new CheckCommand(terminal));
    all.put("replay", () -> new ReplayCommand(terminal));
    all.put("demo", () -> new DemoCommand(terminal));
    all.put("fields", () -> new FieldsCommand(terminal));
    all.put("rules", () -> new RulesCommand(terminal));
    all.put("falco", () -> new FalcoCommand(terminal));
    all.put("bpf", () -> BpfCommand.with(terminal));
    all.put("doctor", () -> new DoctorCommand(terminal));
    all.put("version", () -> new VersionCommand(terminal));
    return all;
  }

  private static int wrongCall(ParameterException fault, Terminal terminal) {
    CommandLine command = fault.getCommandLine();
    if (command.getCommandName().equals("falco")) {
      terminal.err().println("Error: " + firstLine(String.valueOf(fault.getMessage())));
      return ExitCode.FINDINGS;
    }
    terminal.tell(firstLine(String.valueOf(fault.getMessage())));
    if (fault instanceof UnmatchedArgumentException unmatched) {
      suggest(unmatched, command, terminal);
    }
    command.usage(terminal.err(), CommandLine.Help.Ansi.OFF);
    String name = command.getCommandSpec().qualifiedName();
    terminal.err().println("Type `" + name + " --help` for everything it can do.");
    return ExitCode.USAGE;
  }

  private static void suggest(
      UnmatchedArgumentException fault, CommandLine command, Terminal terminal) {
    List<String> near = fault.getSuggestions();
    if (near.isEmpty()) {
      return;
    }
    String name = command.getCommandSpec().qualifiedName();
    String text =
        String.join(" or ", near.stream().limit(3).map(s -> "`" + name + " " + s + "`").toList());
    terminal.err().println("Did you mean " + text + "?");
  }

  private static int failed(
      Exception failure, CommandLine command, Terminal terminal, boolean debug) {
    if (failure instanceof ParameterException fault) {
      return wrongCall(fault, terminal);
    }
    if (failure instanceof UserFault fault) {
      terminal.tell(fault.sentence());
      terminal.err().println("  = hint: " + fault.hint());
      return ExitCode.USAGE;
    }
    terminal.tell("internal error: " + firstLine(failure.toString()));
    if (debug) {
      // The only place that starts the logging library: it would slow every call down.
      LoggerFactory.getLogger(Main.class).error("internal error", failure);
    } else {
      String name = command.getCommandSpec().qualifiedName();
      terminal.err().println("  = hint: this is a defect; `" + name + " --debug …` says where");
    }
    return ExitCode.INTERNAL;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
