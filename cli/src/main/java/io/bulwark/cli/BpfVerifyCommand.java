package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.bpf.btf.Btf;
import io.bulwark.bpf.btf.BtfFormatException;
import io.bulwark.bpf.core.Need;
import io.bulwark.vm.verify.Verdict;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.object.FrozenValues;
import io.bulwark.vm.verify.object.ObjectVerifier;
import io.bulwark.vm.verify.object.ProgramReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwark bpf verify}: would a kernel take the programs of an object? */
@Command(
    name = "verify",
    description =
        "Say whether a kernel would take the programs of an object, without loading them.")
final class BpfVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description = "Types of the kernel to verify for; those of this machine's by default.")
  private Path btf = Btf.VMLINUX;

  @Option(
      names = "--final-constants",
      description =
          "Take the constants for final, as they are in the file; else the answer holds for all"
              + " values that a loader may give to them.")
  private boolean asInObject;

  @Option(names = "--json", description = "One JSON object a program.")
  private boolean asJson;

  @Parameters(paramLabel = "OBJECT", description = "Object file.")
  private Path file = Path.of("");

  BpfVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Btf kernel = types();
    FrozenValues frozen = asInObject ? FrozenValues.AS_IN_OBJECT : FrozenValues.SET_BY_LOADER;
    List<ProgramReport> reports =
        BpfFiles.use(file, object -> ObjectVerifier.verify(object, kernel, frozen));
    Json json = new Json();
    for (ProgramReport report : reports) {
      if (asJson) {
        terminal.out().println(json.text(to -> write(to, report)));
      } else {
        print(report);
      }
    }
    return reports.stream().allMatch(ProgramReport::isAccepted) ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private Btf types() {
    try {
      return Btf.file(btf);
    } catch (IOException | BtfFormatException e) {
      throw new UserFault(
          "cannot read the kernel's types from `" + btf + "`: " + e.getMessage(),
          "name a file of raw BTF with --btf");
    }
  }

  private void print(ProgramReport report) {
    String name = report.program().name() + " (" + report.program().section() + "): ";
    switch (report) {
      case ProgramReport.Verified(_, Verdict.Accepted accepted) ->
          terminal
              .out()
              .println(
                  name
                      + "accepted, "
                      + accepted.effort().instructions()
                      + " instructions followed on all paths");
      case ProgramReport.Verified(_, Verdict.Refused refused) -> {
        terminal.out().println(name + "refused");
        refused.findings().forEach(each -> terminal.out().println("  " + each));
      }
      case ProgramReport.NotBound(_, List<Need> needs) -> {
        terminal.out().println(name + "cannot be bound to these types");
        needs.forEach(each -> terminal.out().println("  " + each.text()));
      }
      case ProgramReport.NotHandled(_, String why) -> terminal.out().println(name + why);
    }
  }

  private static void write(JsonGenerator json, ProgramReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("program", report.program().name());
    json.writeStringField("section", report.program().section());
    switch (report) {
      case ProgramReport.Verified(_, Verdict verdict) -> verdict(json, verdict);
      case ProgramReport.NotBound(_, List<Need> needs) -> {
        json.writeStringField("verdict", "not-bound");
        Json.texts(json, "needs", needs.stream().map(Need::text).toList());
      }
      case ProgramReport.NotHandled(_, String why) -> {
        json.writeStringField("verdict", "not-handled");
        json.writeStringField("reason", why);
      }
    }
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
    switch (verdict) {
      case Verdict.Accepted _ -> json.writeStringField("verdict", "accepted");
      case Verdict.Refused(List<Finding> findings, _) -> {
        json.writeStringField("verdict", "refused");
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
          json.writeStartObject();
          json.writeStringField("kind", finding.kind().name());
          json.writeNumberField("instruction", finding.index());
          if (finding.source() != null) {
            json.writeStringField("source", finding.source().place());
          }
          json.writeStringField("message", finding.message());
          json.writeStringField("hint", finding.hint());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
    json.writeNumberField("instructions", verdict.effort().instructions());
  }
}
