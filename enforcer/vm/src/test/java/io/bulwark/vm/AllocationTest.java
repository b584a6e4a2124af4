package io.bulwark.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs allocate nothing: loads, stores, loops, calls of all kinds. */
class AllocationTest {
  private static final int RUNS = 20_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void runsAllocateNothing(boolean jit) {
    Memory memory = Memory.ofCapacity(1 << 14);
    Region context = memory.allocate(64, Access.READ_WRITE);
    List<Executor> slots = new ArrayList<>();
    HelperTable helpers =
        HelperTable.builder()
            .add(1, (_, a, b, _, _, _) -> a + b)
            .tailCalls((_, _, index) -> slots.get((int) index))
            .build();
    Machine machine = Machine.builder(memory).helpers(helpers).build();
    slots.add(executor(machine, "mov %r0, 7\nexit\n", jit));
    Executor executor =
        executor(
            machine,
            """
            mov %r6, %r1
            mov %r7, 5
            mov %r8, 3
            next: ldxdw %r2, [%r6+8]
            mov %r1, %r7
            call 1
            stxdw [%r6+8], %r0
            call local f
            mov %r2, 1
            call %r2
            lock fetch add [%r6+16], %r7
            mov %r7, %r0
            sub %r8, 1
            jne %r8, 0, next
            mov %r1, %r6
            mov %r3, 0
            call 12
            exit
            f: stxdw [%r10-8], %r1
            ldxdw %r0, [%r10-8]
            exit
            """,
            jit);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The first turns load classes and link call sites.
    for (int turn = 0; turn < 10; turn++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long sum = 0;
      for (int run = 0; run < RUNS; run++) {
        sum += executor.run(context.address());
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(sum).isEqualTo(7L * RUNS);
    }
    System.out.printf("%s: %d bytes in %d runs%n", jit ? "JIT" : "interpreter", least, RUNS);
    assertThat(least).isLessThan(RUNS);
  }

  private static Executor executor(Machine machine, String text, boolean jit) {
    Program program = Program.of(TextAssembler.assemble(text));
    return jit ? machine.jit(program) : machine.interpreter(program);
  }
}
