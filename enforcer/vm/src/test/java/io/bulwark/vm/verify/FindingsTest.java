package io.bulwark.vm.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.vm.verify.finding.Finding;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.rules.Candidate;
import io.bulwark.vm.verify.rules.Limits;
import io.bulwark.vm.verify.rules.ProgramTypes;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Findings as data: places, limits, and a case for every kind. */
class FindingsTest {
  private static Verdict verify(Code code, Limits limits) {
    return Verifier.withLimits(limits)
        .verify(Candidate.of(code, ProgramTypes.rawTracepoint(), Fixtures.MAPS));
  }

  private static List<Finding> findings(Verdict verdict) {
    return verdict instanceof Verdict.Refused(List<Finding> findings, _) ? findings : List.of();
  }

  @Test
  void findingNamesThePolicyLine() {
    SourceLine line = new SourceLine("policy.yaml", 7, 3, "deny: open");
    Code code =
        new Assembler(IsaLevel.V3)
            .at(new SourceLine("policy.yaml", 2, 1, "- rule: shadow"))
            .mov(Register.R0, 0)
            .at(line)
            .mov(Register.R0, Register.R5)
            .exit()
            .build();
    Finding finding = findings(verify(code, Limits.KERNEL)).getFirst();
    assertThat(finding.source()).isEqualTo(line);
    assertThat(finding.index()).isEqualTo(1);
    assertThat(finding.toString())
        .startsWith("policy.yaml:7:3: instruction 1: `r5` is read, but nothing was written to it");
  }

  @Test
  void everyKindHasACase() throws IOException {
    Set<FindingKind> seen = EnumSet.noneOf(FindingKind.class);
    for (VerdictTableTest.Case each : VerdictTableTest.cases()) {
      findings(each.verdict()).forEach(finding -> seen.add(finding.kind()));
    }
    assertThat(seen).containsExactlyInAnyOrder(FindingKind.values());
  }

  @Test
  void limitsAreExact() {
    Code code = TextAssembler.assemble("mov %r0, 0\nmov %r1, 1\nexit");
    assertThat(findings(verify(code, new Limits(3, 8, 8)))).isEmpty();
    assertThat(findings(verify(code, new Limits(2, 8, 8))))
        .extracting(Finding::kind)
        .containsExactly(FindingKind.TOO_COMPLEX);
  }

  @Test
  void tooManyPendingBranches() {
    String text = "ldxdw %r1, [%r1]\nmov %r0, 0\n" + "jset %r1, 1, out\n".repeat(4) + "out: exit\n";
    Code code = TextAssembler.assemble(text);
    assertThat(findings(verify(code, new Limits(1000, 4, 8)))).isEmpty();
    String distinct =
        "ldxdw %r1, [%r1]\nmov %r0, 0\njset %r1, 1, out\njset %r1, 2, out\njset %r1, 4, out\n"
            + "out: exit\n";
    assertThat(findings(verify(TextAssembler.assemble(distinct), new Limits(1000, 2, 8))))
        .extracting(Finding::kind)
        .containsExactly(FindingKind.TOO_COMPLEX);
  }

  @Test
  void atMostSoManyFindings() {
    StringBuilder text = new StringBuilder("ldxdw %r6, [%r1]\n");
    for (int at = 0; at < 10; at++) {
      text.append("jeq %r6, ").append(at).append(", bad").append(at).append('\n');
    }
    text.append("mov %r0, 0\nexit\n");
    for (int at = 0; at < 10; at++) {
      text.append("bad").append(at).append(": mov %r0, %r5\nexit\n");
    }
    Code code = TextAssembler.assemble(text.toString());
    assertThat(findings(verify(code, Limits.KERNEL))).hasSize(10);
    assertThat(findings(verify(code, new Limits(1000, 100, 3)))).hasSize(3);
  }
}
