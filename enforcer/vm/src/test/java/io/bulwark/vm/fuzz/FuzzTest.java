package io.bulwark.vm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Decoder;
import io.bulwark.fixtures.Seeds;
import io.bulwark.fixtures.program.Dialect;
import io.bulwark.fixtures.program.Draft;
import io.bulwark.fixtures.program.ProgramGenerator;
import io.bulwark.fixtures.program.Shrinker;
import io.bulwark.vm.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Interpreter = JIT, on random programs: r0, faults and their places, fuel, every byte of memory.
 *
 * <p>{@code -Dfuzz.programs=N} says how many; {@code -Dtest.seed=N} which. A failing program is
 * reduced and printed as hex: put it into {@code src/test/resources/…/fuzz/found/NAME.hex}, where
 * it is run for ever.
 */
class FuzzTest {
  private final Bench interpreted = new Bench();
  private final Bench compiled = new Bench();
  private final Map<String, Integer> ends = new TreeMap<>();

  private boolean differs(Code code) {
    Bench.Outcome expected = interpreted.run(code, false);
    Bench.Outcome actual = compiled.run(code, true);
    Fault fault = expected.fault();
    ends.merge(fault == null ? "exit" : fault.getClass().getSimpleName(), 1, Integer::sum);
    return !expected.same(actual);
  }

  @Test
  void interpreterAndCompilerAgree() {
    int programs = Integer.getInteger("fuzz.programs", 20_000);
    long seed = Seeds.seed("interpreter = JIT", 1);
    long start = System.nanoTime();
    long instructions = 0;
    for (int number = 0; number < programs; number++) {
      Dialect dialect = number % 2 == 0 ? Dialect.MACHINE : Dialect.KERNEL;
      Draft draft =
          ProgramGenerator.generate(
              number / 2, Seeds.generator(seed * 1_000_003 + number), dialect);
      Code code = draft.assemble();
      instructions += code.size();
      if (differs(code)) {
        throw new AssertionError(report(number, draft));
      }
    }
    System.out.printf(
        "fuzz, interpreter = JIT: %d programs, %d instructions, in %d ms; ends: %s%n",
        programs, instructions, (System.nanoTime() - start) / 1_000_000, ends);
    assertThat(ends).containsKeys("exit", "MemoryAccess", "FuelExhausted", "UnsupportedFunction");
  }

  private String report(int number, Draft draft) {
    Code code = Shrinker.shrink(draft, _ -> true, less -> differs(less.assemble())).assemble();
    return "program %d: interpreter %s, JIT %s%n%s%n%s"
        .formatted(
            number,
            interpreted.run(code, false),
            compiled.run(code, true),
            code,
            HexFormat.of().formatHex(code.encode()));
  }

  @Test
  void programsThatOnceDifferedDoNoMore() throws IOException {
    Path found =
        Path.of(System.getProperty("bulwark.root", "."))
            .resolve("enforcer/vm/src/test/resources/io/bulwark/vm/fuzz/found");
    try (Stream<Path> files = Files.list(found)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".hex")).sorted().toList()) {
        Code code = Decoder.decode(HexFormat.of().parseHex(Files.readString(file).strip()));
        assertThat(differs(code)).as(file.getFileName().toString()).isFalse();
      }
    }
  }
}
