package io.bulwark.bpfconformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.fixtures.Seeds;
import io.bulwark.fixtures.program.Dialect;
import io.bulwark.fixtures.program.Draft;
import io.bulwark.fixtures.program.ProgramGenerator;
import io.bulwark.fixtures.program.Shrinker;
import io.bulwark.fixtures.program.Step;
import io.bulwark.kernel.load.Libbpf;
import io.bulwark.kernel.load.LoadOutcome;
import io.bulwark.kernel.load.ProgramType;
import io.bulwark.kernel.load.RawProgram;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Machine = host kernel, on the programs of the kernel's dialect that the machine's own fuzz test
 * (interpreter = JIT) makes from the same seed: r0, all registers, the stack, the packet.
 *
 * <p>{@code -Dfuzz.kernel.programs=N} says how many.
 */
class KernelFuzzTest {
  private final Map<String, Integer> refusals = new TreeMap<>();

  /** What the kernel does with a program; null if it refuses it. */
  private XdpRun kernel(Libbpf libbpf, Code code) {
    RawProgram raw = RawProgram.of(ProgramType.XDP, code.encode(), "GPL");
    return switch (raw.tryLoad(libbpf)) {
      case LoadOutcome.Loaded(var program, var _) -> {
        try (program) {
          yield XdpRun.inKernel(program);
        }
      }
      case LoadOutcome.Rejected rejected -> {
        refusals.merge(rejected.failure("p").getMessage(), 1, Integer::sum);
        yield null;
      }
    };
  }

  @Test
  void machineAndKernelAgree() {
    Libbpf libbpf = HostKernel.require("machine = kernel");
    int programs = Integer.getInteger("fuzz.kernel.programs", 20_000);
    long seed = Seeds.seed("machine = kernel", 1);
    long start = System.nanoTime();
    int compared = 0;
    for (int number = 0; number < programs; number++) {
      // Numbering and seeds as in the machine's own test: its odd programs.
      long own = seed * 1_000_003 + 2L * number + 1;
      Draft draft = ProgramGenerator.generate(number, Seeds.generator(own), Dialect.KERNEL);
      Code code = draft.assemble();
      XdpRun expected = kernel(libbpf, code);
      if (expected == null) {
        continue;
      }
      compared++;
      if (!expected.equals(XdpRun.interpreted(code))) {
        throw new AssertionError(report(number, draft, less -> kernel(libbpf, less)));
      }
    }
    System.out.printf(
        "fuzz, machine = kernel: %d of %d programs compared in %d ms; refused: %s%n",
        compared, programs, (System.nanoTime() - start) / 1_000_000, refusals);
    assertThat(compared).isGreaterThan(programs * 95 / 100);
  }

  private static String report(int number, Draft draft, Function<Code, XdpRun> kernel) {
    Code code =
        Shrinker.shrink(draft, KernelFuzzTest::mayGo, less -> differs(less.assemble(), kernel))
            .assemble();
    return "program %d: kernel %s%nmachine %s%n%s%n%s"
        .formatted(
            number,
            kernel.apply(code),
            XdpRun.interpreted(code),
            code,
            HexFormat.of().formatHex(code.encode()));
  }

  /** The stack stays initialised: kernels let a privileged user read what others left there. */
  private static boolean mayGo(Step step) {
    return !(step instanceof Step.Plain(Instruction.Store store)
        && store.base() == Register.R10
        && store.value() instanceof Operand.Imm);
  }

  private static boolean differs(Code code, Function<Code, XdpRun> kernel) {
    XdpRun expected = kernel.apply(code);
    return expected != null && !expected.equals(XdpRun.interpreted(code));
  }
}
