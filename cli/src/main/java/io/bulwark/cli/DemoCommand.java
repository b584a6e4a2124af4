package io.bulwark.cli;

import io.bulwark.alerts.AlertLineColors;
import io.bulwark.alerts.AlertOptions;
import io.bulwark.alerts.FalcoTextFormat;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.rules.EngineOptions;
import io.bulwark.rules.RuleMatching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code bulwark demo}: the bundled capture of a small intrusion, and what the rules see in it. */
@Command(name = "demo", description = "Replay a bundled capture of a small intrusion.")
final class DemoCommand implements Callable<Integer> {

  private static final String CAPTURE = "examples/demo/intrusion.scap";
  private static final String RULES = "rules/packs/starter.yaml";

  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path home = Path.of(System.getProperty("bulwark.home", "."));
    String capture = existing(home.resolve(CAPTURE));
    String rules = existing(home.resolve(RULES));
    Optional<CheckedPolicy> policy = Policies.load(List.of(rules), false, terminal);
    if (policy.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    terminal.out().println("A capture of system calls in which somebody breaks into a machine.");
    terminal
        .out()
        .println("What " + Counts.of(policy.get().rules().size(), "rule") + " see in it:");
    terminal.out().println();
    EngineOptions options = EngineOptions.defaults().withMatching(RuleMatching.ALL);
    FalcoTextFormat text = new FalcoTextFormat(AlertOptions.defaults().withZone(ZoneOffset.UTC));
    Replay replay =
        new Replay(
            terminal, policy.get(), options, terminal.colors() ? new AlertLineColors(text) : text);
    replay.run(capture);
    terminal.out().println();
    terminal.out().println("Next:");
    terminal.out().println("  ./bulwark replay --rules " + RULES + " --json " + CAPTURE);
    terminal.out().println("  ./bulwark check " + RULES);
    terminal.out().println("  ./bulwark fields proc.");
    terminal.out().flush();
    replay.summary().print(terminal.err());
    return replay.fatal() ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private static String existing(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UserFault(
          "`" + path + "` is missing", "run `./bulwark demo` from a complete copy of the project");
    }
    return path.toString();
  }
}
