package io.bulwark.vm;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.TextAssembler;
import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that want to hurt the JVM end in typed faults, in both executors. */
class HostileTest {
  private final Memory memory = Memory.ofCapacity(1 << 16);
  private final Region readable = memory.allocate(13, Access.READ);
  private final Region hidden = memory.allocate(64, Access.NONE);
  private final Region writable = memory.allocate(64, Access.READ_WRITE);
  private final List<Executor> slots = new ArrayList<>();
  private final Machine machine =
      Machine.builder(memory)
          .fuel(100_000)
          .helpers(
              HelperTable.builder()
                  .tailCalls((_, _, index) -> index < slots.size() ? slots.get((int) index) : null)
                  .add(1, (execution, a, _, _, _, _) -> execution.callback(a, 0, 0, 0, 0, 0))
                  .add(
                      2,
                      (execution, _, _, _, _, _) -> {
                        execution.charge(1_000);
                        return 0;
                      })
                  .build())
          .build();

  private Executor executor(String text, boolean jit) {
    Program program = Program.of(TextAssembler.assemble(text));
    return jit ? machine.jit(program) : machine.interpreter(program);
  }

  private MachineFault fault(String text, boolean jit, long r1) {
    Executor executor = executor(text, jit);
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> Assertions.assertThrows(MachineFault.class, () -> executor.run(r1)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wildPointersFault(boolean jit) {
    long[] addresses = {
      0,
      1,
      8,
      4095,
      4096 - 8,
      -1,
      -2,
      -4,
      -7,
      -8,
      -9,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      Long.MAX_VALUE - 6,
      memory.capacity(),
      memory.capacity() - 1,
      memory.capacity() - 8,
      memory.capacity() - 16,
      1L << 32,
      (1L << 32) + writable.address(),
      1L << 62,
      0xffff_8000_0000_0000L,
      hidden.address(),
      hidden.address() + 30,
      hidden.end(),
      writable.address() - 1,
      writable.end() - 7,
      writable.end(),
      (long) Integer.MIN_VALUE,
      0x8000_0000L,
      0x8000_0000L + writable.address(),
      writable.address() | Integer.MIN_VALUE
    };
    for (long address : addresses) {
      assertThat(fault("ldxdw %r0, [%r1]\nexit\n", jit, address).fault())
          .isEqualTo(new Fault.MemoryAccess(address, 8, false));
      assertThat(fault("mov %r0, 0\nstxdw [%r1], %r0\nexit\n", jit, address).fault())
          .isEqualTo(new Fault.MemoryAccess(address, 8, true));
      assertThat(fault("mov %r0, 0\nlock add [%r1], %r0\nexit\n", jit, address).fault())
          .isEqualTo(new Fault.MemoryAccess(address, 8, true));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyByteOfARegionIsGoodAndNoneBesideIt(boolean jit) {
    Executor load = executor("ldxh %r0, [%r1]\nexit\n", jit);
    for (long at = readable.address(); at + 2 <= readable.end(); at++) {
      assertThat(load.run(at)).isZero();
    }
    for (long at : new long[] {readable.address() - 1, readable.end() - 1, readable.end()}) {
      assertThatThrownBy(() -> load.run(at)).isInstanceOf(MachineFault.class);
    }
    Executor store = executor("mov %r0, 1\nstxb [%r1], %r0\nexit\n", jit);
    assertThatThrownBy(() -> store.run(readable.address()))
        .isInstanceOfSatisfying(
            MachineFault.class,
            e ->
                assertThat(e.fault())
                    .isEqualTo(new Fault.MemoryAccess(readable.address(), 1, true)));
    assertThat(memory.getByte(readable.address())).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theStackEndsAtBothEnds(boolean jit) {
    assertThat(executor("stdw [%r10-512], 1\nldxdw %r0, [%r10-512]\nexit\n", jit).run(0)).isOne();
    for (String place : List.of("%r10-513", "%r10-520", "%r10-4", "%r10+0", "%r10-528")) {
      assertThat(fault("ldxdw %r0, [" + place + "]\nexit\n", jit, 0).fault())
          .as(place)
          .isInstanceOf(Fault.MemoryAccess.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endlessLoopsRunOutOfFuel(boolean jit) {
    MachineFault fault = fault("mov %r0, 0\nagain: add %r0, 1\nja again\n", jit, 0);
    assertThat(fault.fault()).isEqualTo(new Fault.FuelExhausted(100_000));
    assertThat(fault.place().instruction()).isEqualTo(2);
    assertThat(fault("l: ja l\n", jit, 0).fault()).isEqualTo(new Fault.FuelExhausted(100_000));
    assertThat(fault("l: jeq %r0, 0, l\nexit\n", jit, 0).place().instruction()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void helpersCanChargeForLongWork(boolean jit) {
    MachineFault fault = fault("again: call 2\nja again\n", jit, 0);
    assertThat(fault.fault()).isEqualTo(new Fault.FuelExhausted(100_000));
    assertThat(fault.place().instruction()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deepRecursionEnds(boolean jit) {
    MachineFault fault = fault("call local f\nexit\nf: mov %r6, 1\ncall local f\nexit\n", jit, 0);
    assertThat(fault.fault()).isEqualTo(new Fault.CallTooDeep(8));
    assertThat(fault.place().instruction()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wideRecursionRunsOutOfFuel(boolean jit) {
    StringBuilder text = new StringBuilder("call local f1\nexit\n");
    for (int level = 1; level < 7; level++) {
      text.append("f%d: mov %%r6, 1000\n".formatted(level));
      text.append("l%d: call local f%d\nsub %%r6, 1\n".formatted(level, level + 1));
      text.append("jne %%r6, 0, l%d\nexit\n".formatted(level));
    }
    text.append("f7: mov %r0, 0\nexit\n");
    assertThat(fault(text.toString(), jit, 0).fault()).isEqualTo(new Fault.FuelExhausted(100_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callbacksThatCallThemselvesEnd(boolean jit) {
    Code code = new Assembler(IsaLevel.V3).loadFunction(R1, "again").call(1).exit().build();
    Program program = machine.link("main", code, Map.of("again", code));
    Executor executor = jit ? machine.jit(program) : machine.interpreter(program);
    assertThatThrownBy(() -> executor.run(0))
        .isInstanceOfSatisfying(
            MachineFault.class,
            e -> {
              assertThat(e.fault()).isEqualTo(new Fault.CallTooDeep(8));
              assertThat(e.place().function()).isEqualTo("again");
              assertThat(e.place().instruction()).isEqualTo(4);
            });
    assertThat(fault("mov %r1, 7\ncall 1\nexit\n", jit, 0).fault())
        .isInstanceOf(Fault.BadArgument.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void atMost33TailCallsSucceed(boolean jit) {
    slots.add(
        executor(
            """
            ldxdw %r6, [%r1]
            add %r6, 1
            stxdw [%r1], %r6
            mov %r3, 0
            call 12
            mov %r0, %r6
            exit
            """,
            jit));
    assertThat(slots.getFirst().run(writable.address())).isEqualTo(34);
    memory.putLong(writable.address(), 0);
    assertThat(slots.getFirst().run(writable.address())).isEqualTo(34);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tailCallsReplaceOnlyTheFunctionThatMakesThem(boolean jit) {
    slots.add(executor("ldxb %r0, [%r10-1]\nadd %r0, 5\nexit\n", !jit));
    Executor caller =
        executor(
            """
            mov %r6, 100
            call local f
            add %r0, %r6
            exit
            f: stb [%r10-1], 7
            mov %r6, 1
            mov %r3, 0
            call 12
            mov %r0, 1000
            exit
            """,
            jit);
    assertThat(caller.run(writable.address())).isEqualTo(112);
    slots.clear();
    assertThat(caller.run(writable.address())).isEqualTo(1100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFaultBehindATailCallIsInThatProgram(boolean jit) {
    Program target =
        machine.link(
            "target", TextAssembler.assemble("mov %r0, 0\nldxb %r0, [%r0]\nexit\n"), Map.of());
    slots.add(jit ? machine.jit(target) : machine.interpreter(target));
    MachineFault fault = fault("mov %r0, 0\nmov %r3, 0\ncall 12\nexit\n", jit, 0);
    assertThat(fault.place().function()).isEqualTo("target");
    assertThat(fault.place().instruction()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unknownFunctionsEndTheRun(boolean jit) {
    assertThat(fault("call 4711\nexit\n", jit, 0).fault())
        .isEqualTo(new Fault.UnsupportedFunction(4711, false));
    assertThat(fault("mov %r2, -1\ncall %r2\nexit\n", jit, 0).fault())
        .isEqualTo(new Fault.UnsupportedFunction(-1, false));
    assertThat(fault("lddw %r2, 0x100000001\ncall %r2\nexit\n", jit, 0).fault())
        .isEqualTo(new Fault.UnsupportedFunction(0x1_0000_0001L, false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMachineGoesOnAfterFaults(boolean jit) {
    Executor executor =
        executor("jeq %r1, 0, bad\nmov %r0, 9\nexit\nbad: ldxb %r0, [%r1]\nexit\n", jit);
    for (int turn = 0; turn < 1_000; turn++) {
      assertThatThrownBy(() -> executor.run(0)).isInstanceOf(MachineFault.class);
      assertThat(executor.run(1)).isEqualTo(9);
    }
  }
}
