package io.bulwark.vm.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.fixtures.Golden;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.rules.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs in, verdicts and texts out: every row of what kernels accept and refuse. */
class VerdictTableTest {
  private static final Path RESOURCES = Path.of("src/test/resources/verdicts");

  /** One program of {@code cases.txt}. */
  record Case(String name, String type, List<String> wanted, String text) {
    @Override
    public String toString() {
      return name;
    }

    Verdict verdict() {
      Code code = TextAssembler.assemble(text);
      return Verifier.withKernelLimits()
          .verify(Candidate.of(code, Fixtures.rules(type), Fixtures.MAPS));
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String part : Files.readString(RESOURCES.resolve("cases.txt")).split("(?m)^== ")) {
      if (!part.startsWith("#")) {
        int line = part.indexOf('\n');
        List<String> head =
            Arrays.stream(part.substring(0, line).split("\\|")).map(String::strip).toList();
        cases.add(
            new Case(
                head.get(0), head.get(1), List.of(head.get(2).split(" ")), part.substring(line)));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void verdictIsAsWanted(Case each) {
    List<String> kinds =
        switch (each.verdict()) {
          case Verdict.Accepted _ -> List.of("ACCEPT");
          case Verdict.Refused(List<Finding> findings, _) ->
              findings.stream().map(finding -> finding.kind().name()).toList();
        };
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(each.wanted);
  }

  @Test
  void textsAreAsRecorded() throws IOException {
    StringBuilder out = new StringBuilder();
    for (Case each : cases()) {
      out.append("== ").append(each.name).append(" | ").append(each.type).append('\n');
      switch (each.verdict()) {
        case Verdict.Accepted(_, Verdict.Effort effort) -> out.append(effort).append('\n');
        case Verdict.Refused(List<Finding> findings, _) ->
            findings.forEach(
                finding -> out.append(finding.kind()).append(": ").append(finding).append('\n'));
      }
    }
    Golden.check(RESOURCES.resolve("findings.golden.txt"), out.toString());
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(100);
  }
}
