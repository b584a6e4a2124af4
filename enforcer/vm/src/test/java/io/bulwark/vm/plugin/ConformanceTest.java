package io.bulwark.vm.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AssemblyException;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.bpf.isa.InvalidBytecode;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.fixtures.ConformanceCase;
import io.bulwark.fixtures.Upstream;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.program.LinkException;
import io.bulwark.vm.program.Program;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bpf_conformance, in process: every program passes, every negative case is refused. */
class ConformanceTest {
  /** What the suite's runner knows. */
  private static final Set<String> SECTIONS =
      Set.of("", "asm", "raw", "c", "mem", "result", "error", "no register offset");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyProgramPasses(boolean jit) {
    List<ConformanceCase> cases = ConformanceCase.all(Upstream.require("bpf_conformance"));
    long start = System.nanoTime();
    List<String> failed =
        cases.stream().map(test -> problem(test, jit)).filter(text -> !text.isEmpty()).toList();
    System.out.printf(
        "bpf_conformance, %s: %d of %d in %d ms%n",
        jit ? "JIT" : "interpreter",
        cases.size() - failed.size(),
        cases.size(),
        (System.nanoTime() - start) / 1_000_000);
    assertThat(failed).isEmpty();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(313);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyNegativeCaseIsRefused(boolean jit) {
    List<ConformanceCase> cases = ConformanceCase.all(Upstream.require("bpf_conformance/negative"));
    List<String> accepted =
        cases.stream()
            .filter(test -> problem(test, jit).isEmpty())
            .map(ConformanceCase::name)
            .toList();
    System.out.printf(
        "bpf_conformance, negative, %s: %d of %d refused%n",
        jit ? "JIT" : "interpreter", cases.size() - accepted.size(), cases.size());
    assertThat(accepted).isEmpty();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
  }

  /** Why the suite's runner would call this case failed; empty if it passes. */
  private static String problem(ConformanceCase test, boolean jit) {
    if (!SECTIONS.containsAll(test.sections().keySet())) {
      return test + ": unknown directive";
    }
    boolean error = test.sections().containsKey("error");
    try {
      long r0 = ConformancePlugin.run(Program.of(code(test)), test.memory(), jit);
      if (error || !test.hasResult()) {
        return test + ": runs, r0 is " + r0;
      }
      return r0 == test.result()
          ? ""
          : "%s: r0 is 0x%x, not 0x%x".formatted(test, r0, test.result());
    } catch (AssemblyException | InvalidBytecode | LinkException | MachineFault e) {
      return test + ": " + e.getMessage();
    }
  }

  private static Code code(ConformanceCase test) {
    return test.raw().length > 0
        ? Decoder.decode(test.raw())
        : TextAssembler.assemble(test.assembly());
  }
}
