package io.bulwark.bpfconformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.fixtures.ConformanceCase;
import io.bulwark.fixtures.Upstream;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The conformance suite's programs that need no memory, on the host's kernel: our assembler is
 * right.
 */
class KernelConformanceTest {
  @Test
  void programsWithoutMemoryReturnTheSameInTheKernel() {
    Libbpf libbpf = HostKernel.require("bpf_conformance in the kernel");
    List<String> refused = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    int passed = 0;
    for (ConformanceCase test : ConformanceCase.all(Upstream.require("bpf_conformance"))) {
      if (test.memory().length > 0) {
        continue;
      }
      RawProgram raw = RawProgram.of(ProgramType.XDP, code(test).encode(), "GPL");
      switch (raw.tryLoad(libbpf)) {
        case LoadOutcome.Rejected _ -> refused.add(test.name());
        case LoadOutcome.Loaded(var program, var _) -> {
          try (program) {
            if (program.run(new byte[64]) == (int) test.result()) {
              passed++;
            } else {
              wrong.add(test.name());
            }
          }
        }
      }
    }
    System.out.printf(
        "bpf_conformance, kernel: %d equal, %d refused %s%n", passed, refused.size(), refused);
    assertThat(wrong).isEmpty();
    assertThat(passed).isGreaterThanOrEqualTo(260);
    // Legal for a machine only: shifts by more than the width, and a call through a register.
    assertThat(refused)
        .allMatch(name ->
            name.endsWith("-imm-high") || name.endsWith("-imm-neg") || name.equals("callx"));
  }

  private static Code code(ConformanceCase test) {
    return test.raw().length > 0
        ? Decoder.decode(test.raw())
        : TextAssembler.assemble(test.assembly());
  }
}
