package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.policy.CheckedPolicy;
import io.bulwark.policy.CheckedRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulwark rules}: what rule files hold. */
@Command(
    name = "rules",
    description = "Look at the rules of rule files.",
    synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      return ExitCode.USAGE;
    }
    throw new ParameterException(spec.commandLine(), "name a command: `bulwark rules list FILE…`");
  }

  @Command(name = "list", description = "List rules in load order.")
  int list(
      @Parameters(paramLabel = "FILE", arity = "1..*", description = "Rule files or folders.")
          List<String> files,
      @Option(names = "--json", description = "One JSON object a line.") boolean asJson) {
    Optional<CheckedPolicy> policy = Policies.load(files, false, terminal);
    if (policy.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Json json = new Json();
    for (CheckedRule rule : policy.get().rules()) {
      terminal.out().println(asJson ? json.text(to -> write(to, rule)) : text(rule));
    }
    return ExitCode.OK;
  }

  private static String text(CheckedRule rule) {
    String state = rule.enabled() ? "on " : "off";
    return String.format("%s %-13s %s", state, rule.priority().word(), rule.name());
  }

  private static void write(JsonGenerator to, CheckedRule rule) throws IOException {
    to.writeStartObject();
    to.writeStringField("name", rule.name());
    to.writeStringField("priority", rule.priority().word());
    to.writeBooleanField("enabled", rule.enabled());
    to.writeStringField("source", rule.source());
    Json.texts(to, "tags", rule.tags());
    to.writeStringField("description", rule.description());
    to.writeStringField("condition", rule.conditionText());
    to.writeStringField("output", rule.output().text());
    to.writeStringField("file", rule.span().file());
    to.writeNumberField("line", rule.span().line());
    to.writeEndObject();
  }
}
