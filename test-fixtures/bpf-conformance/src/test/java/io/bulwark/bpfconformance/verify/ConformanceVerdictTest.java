package io.bulwark.bpfconformance.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.fixtures.ConformanceCase;
import io.bulwark.fixtures.Upstream;
import io.bulwark.kernel.load.Libbpf;
import org.junit.jupiter.api.Test;

/** bpf_conformance's programs that need no memory: verdicts of both sides. */
class ConformanceVerdictTest {
  @Test
  void nothingIsAcceptedThatTheKernelRefuses() {
    Libbpf libbpf = Oracle.require("bpf_conformance against the kernel's verifier");
    Comparison comparison = new Comparison(libbpf);
    try (Maps maps = Maps.inKernel(libbpf)) {
      for (ConformanceCase test : ConformanceCase.all(Upstream.require("bpf_conformance"))) {
        if (test.memory().length == 0) {
          comparison.compare(test.name(), code(test), Setting.XDP, maps);
        }
      }
    }
    System.out.println("bpf_conformance: " + comparison.report());
    assertThat(comparison.wrong()).isEmpty();
    assertThat(comparison.accepted()).isGreaterThan(200);
  }

  private static Code code(ConformanceCase test) {
    return test.raw().length > 0
        ? Decoder.decode(test.raw())
        : TextAssembler.assemble(test.assembly());
  }
}
