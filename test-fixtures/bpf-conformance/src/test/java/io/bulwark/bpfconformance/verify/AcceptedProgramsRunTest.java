package io.bulwark.bpfconformance.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Disassembler;
import io.bulwark.fixtures.Seeds;
import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.verify.Verdict;
import io.bulwark.vm.verify.Verifier;
import io.bulwark.vm.verify.rules.Candidate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What the verifier accepts runs on the machine without a fault, whatever the context. */
class AcceptedProgramsRunTest {
  private static final int CONTEXT = 65_535;
  private static final int RUNS = 4;

  private int accepted;
  private int runs;
  private int unsupported;

  @Test
  void noAcceptedProgramFaults() {
    int programs = Integer.getInteger("fuzz.programs", 4_000);
    long seed = Seeds.seed("AcceptedProgramsRunTest", 3_000_000);
    StringBuilder faults = new StringBuilder();
    Maps maps = Maps.described();
    for (int at = 0; at < programs; at++) {
      Setting setting = Setting.values()[at % Setting.values().length];
      RandomGenerator random = Seeds.generator(seed + at);
      Code code = ProgramMaker.make(random, setting, maps);
      Candidate candidate = Candidate.of(code, setting.rules(), maps.bindings());
      if (Verifier.withKernelLimits().verify(candidate) instanceof Verdict.Accepted) {
        accepted++;
        run("seed " + (seed + at) + ", " + setting, code, maps, random, faults);
      }
    }
    System.out.printf(
        "%d programs, %d accepted, %d runs, %d of them ended at a function the machine lacks%n",
        programs, accepted, runs, unsupported);
    assertThat(faults.toString()).isEmpty();
    assertThat(accepted).isGreaterThan(programs / 6);
    assertThat(unsupported).isLessThan(runs / 4);
  }

  private void run(
      String name, Code code, Maps maps, RandomGenerator random, StringBuilder faults) {
    World world = new World(maps, CONTEXT);
    Executor executor = world.interpreter(code);
    for (int count = 0; count < RUNS; count++) {
      runs++;
      try {
        world.run(executor, random);
      } catch (MachineFault fault) {
        if (fault.fault() instanceof Fault.UnsupportedFunction) {
          unsupported++;
        } else if (faults.length() < 10_000) {
          faults.append(name).append(": ").append(fault.getMessage()).append('\n');
          faults.append(Disassembler.print(code)).append('\n');
        }
      }
    }
  }
}
