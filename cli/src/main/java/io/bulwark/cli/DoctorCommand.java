package io.bulwark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.bulwark.kernel.error.KernelException;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.probe.Check;
import io.bulwark.kernel.probe.Doctor;
import io.bulwark.kernel.probe.DoctorReport;
import io.bulwark.kernel.probe.KernelIdentity;
import io.bulwark.kernel.probe.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bulwark doctor}: what this kernel can do. */
@Command(
    name = "doctor",
    description = {
      "Show what this kernel can observe and forbid, found by loading and attaching programs",
      "in a cgroup made for that, which ends with the command."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--json", description = "One JSON object.")
  private boolean asJson;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DoctorReport report = examine();
    if (asJson) {
      terminal.out().println(new Json().text(json -> write(json, report)));
    } else {
      print(report);
    }
    return ExitCode.OK;
  }

  private static DoctorReport examine() {
    try {
      return Doctor.examine(Libbpf.system());
    } catch (KernelException e) {
      throw new UserFault(
          String.valueOf(e.getMessage()),
          "`bulwark replay` and `bulwark bpf` need neither the kernel nor libbpf");
    }
  }

  private void print(DoctorReport report) {
    PrintStream out = terminal.out();
    KernelIdentity kernel = report.kernel();
    out.println("kernel      " + kernel.release() + " " + kernel.architecture());
    out.println("LSMs        " + orUnknown(kernel.securityModules()));
    out.println("types       " + (kernel.typeInformation() ? "published" : "not published"));
    out.println("libbpf      " + kernel.libbpf());
    for (String area : areas(report)) {
      List<Check> checks = report.area(area);
      boolean steps = checks.stream().anyMatch(DoctorCommand::hasSteps);
      out.println();
      out.printf(
          steps ? "%-34s %-8s %-8s %s%n" : "%-34s %s%n", area, "load", "attach", "deny seen");
      checks.forEach(check -> line(check, steps));
    }
  }

  private static Set<String> areas(DoctorReport report) {
    Set<String> areas = new LinkedHashSet<>();
    report.checks().forEach(check -> areas.add(check.area()));
    return areas;
  }

  private static boolean hasSteps(Check check) {
    return !check.attach().equals(Outcome.NOT_APPLICABLE)
        || !check.effect().equals(Outcome.NOT_APPLICABLE);
  }

  private void line(Check check, boolean steps) {
    String why = reason(check);
    String text =
        steps
            ? "  %-32s %-8s %-8s %-8s %s"
                .formatted(
                    check.name(),
                    check.load().word(),
                    check.attach().word(),
                    check.effect().word(),
                    why)
            : "  %-32s %-8s %s".formatted(check.name(), check.load().word(), why);
    terminal.out().println(text.stripTrailing());
  }

  /** Why the first step that did not work did not. */
  private static String reason(Check check) {
    for (Outcome outcome : List.of(check.load(), check.attach(), check.effect())) {
      String sentence =
          switch (outcome) {
            case Outcome.Works _ -> "";
            case Outcome.Refused(_, String why) -> why;
            case Outcome.Absent(String since) -> "needs Linux " + since;
            case Outcome.NotTried(String why) -> why;
          };
      if (!sentence.isEmpty()) {
        return sentence;
      }
    }
    return "";
  }

  private static String orUnknown(String text) {
    return text.isEmpty() ? "unknown (securityfs is not mounted)" : text;
  }

  private static void write(JsonGenerator json, DoctorReport report) throws IOException {
    KernelIdentity kernel = report.kernel();
    json.writeStartObject();
    json.writeStringField("kernel", kernel.release());
    json.writeStringField("architecture", kernel.architecture());
    json.writeStringField("lsm", kernel.securityModules());
    json.writeBooleanField("btf", kernel.typeInformation());
    json.writeStringField("libbpf", kernel.libbpf());
    json.writeArrayFieldStart("checks");
    for (Check check : report.checks()) {
      json.writeStartObject();
      json.writeStringField("area", check.area());
      json.writeStringField("name", check.name());
      json.writeBooleanField("works", check.works());
      outcome(json, "load", check.load());
      outcome(json, "attach", check.attach());
      outcome(json, "effect", check.effect());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void outcome(JsonGenerator json, String step, Outcome outcome) throws IOException {
    if (outcome.equals(Outcome.NOT_APPLICABLE)) {
      return;
    }
    json.writeObjectFieldStart(step);
    switch (outcome) {
      case Outcome.Works _ -> json.writeStringField("outcome", "works");
      case Outcome.Refused refused -> {
        json.writeStringField("outcome", "refused");
        json.writeStringField("errno", refused.errno().symbol());
        json.writeStringField("reason", refused.sentence());
      }
      case Outcome.Absent(String since) -> {
        json.writeStringField("outcome", "absent");
        json.writeStringField("since", since);
      }
      case Outcome.NotTried(String why) -> {
        json.writeStringField("outcome", "not-tried");
        json.writeStringField("reason", why);
      }
    }
    json.writeEndObject();
  }
}
