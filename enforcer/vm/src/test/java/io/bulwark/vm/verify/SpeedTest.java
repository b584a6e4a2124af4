package io.bulwark.vm.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.vm.verify.rules.Candidate;
import org.junit.jupiter.api.Test;

/** How much work policies are; times are printed, work is asserted. */
class SpeedTest {
  private static final int WARM = 60;

  /**
   * Rules like a policy's: a test of the process, a look-up, a test of its value, a counter, an
   * event; a set of bits gathered on the way and stored at the end.
   */
  private static String policy(int rules) {
    StringBuilder text = new StringBuilder("mov %r6, %r1\nldxdw %r7, [%r1]\n");
    text.append("ldxdw %r8, [%r1+8]\nmov %r9, 0\n");
    for (int at = 0; at < rules; at++) {
      text.append(
          """
          mov %%r2, %%r7
          rsh %%r2, %2$d
          jset %%r2, 1, n%1$d
          or %%r9, %1$d
          stw [%%r10-4], %1$d
          lddw %%r1, map table
          mov %%r2, %%r10
          add %%r2, -4
          call 1
          jeq %%r0, 0, n%1$d
          ldxdw %%r3, [%%r0+8]
          jgt %%r3, %1$d, n%1$d
          mov %%r1, 1
          lock add [%%r0], %%r1
          lddw %%r1, map events
          mov %%r2, 16
          mov %%r3, 0
          call 131
          jeq %%r0, 0, n%1$d
          stdw [%%r0], %1$d
          stxdw [%%r0+8], %%r8
          mov %%r1, %%r0
          mov %%r2, 0
          call 132
          n%1$d:
          """
              .formatted(at, at % 60));
    }
    return text
        + """
        stw [%r10-4], 0
        lddw %r1, map table
        mov %r2, %r10
        add %r2, -4
        call 1
        jeq %r0, 0, out
        stxdw [%r0], %r9
        out: mov %r0, 0
        exit
        """;
  }

  @Test
  void policyOfSomeThousandInstructions() {
    Code code = TextAssembler.assemble(policy(120));
    Candidate candidate = Candidate.of(code, Fixtures.rules("raw_tp"), Fixtures.MAPS);
    long best = Long.MAX_VALUE;
    Verdict verdict = Verifier.withKernelLimits().verify(candidate);
    for (int round = 0; round < WARM; round++) {
      long start = System.nanoTime();
      verdict = Verifier.withKernelLimits().verify(candidate);
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(
        "verifier: %d instructions, %s, best of %d: %.2f ms%n",
        code.size(), verdict.effort(), WARM, best / 1e6);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict.effort().instructions())
        .as("states at joins keep the work linear")
        .isLessThan(3 * code.size());
  }
}
