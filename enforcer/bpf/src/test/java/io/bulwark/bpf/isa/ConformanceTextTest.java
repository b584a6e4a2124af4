package io.bulwark.bpf.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bulwark.fixtures.ConformanceCase;
import io.bulwark.fixtures.Upstream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every program of bpf_conformance assembles and survives encoding; every bad one is refused. */
class ConformanceTextTest {
  /** Bad for a runner, not for an assembler or decoder: legal code, or a wrong expectation. */
  private static final Set<String> RUNNERS_CASES =
      Set.of("error", "incorrect_return_value_high_bits", "invalid_unknown_directive");

  static Code code(ConformanceCase test) {
    return test.raw().length > 0
        ? Decoder.decode(test.raw())
        : TextAssembler.assemble(test.assembly());
  }

  @TestFactory
  Stream<DynamicTest> programsSurviveARoundTrip() {
    return ConformanceCase.all(Upstream.require("bpf_conformance")).stream()
        .map(test ->
            DynamicTest.dynamicTest(
                test.name(),
                () -> {
                  Code code = code(test);
                  assertThat(Decoder.decode(code.encode())).isEqualTo(code.bare());
                  if (test.raw().length > 0) {
                    assertThat(code.encode()).isEqualTo(test.raw());
                  }
                }));
  }

  @Test
  void assemblyAndBytesOfOneProgramAgree() {
    List<ConformanceCase> both =
        ConformanceCase.all(Upstream.require("bpf_conformance")).stream()
            .filter(test -> test.raw().length > 0 && !test.section("asm").isBlank())
            .toList();
    assertThat(both).isNotEmpty();
    for (ConformanceCase test : both) {
      assertThat(TextAssembler.assemble(test.section("asm")).encode()).isEqualTo(test.raw());
    }
  }

  @TestFactory
  Stream<DynamicTest> badProgramsAreRefused() {
    Path folder = Upstream.require("bpf_conformance/negative");
    return ConformanceCase.all(folder).stream()
        .filter(test -> !RUNNERS_CASES.contains(test.name()))
        .map(test ->
            DynamicTest.dynamicTest(
                test.name(),
                () ->
                    assertThat(catchThrowable(() -> code(test)))
                        .isInstanceOfAny(AssemblyException.class, InvalidBytecode.class)));
  }
}
