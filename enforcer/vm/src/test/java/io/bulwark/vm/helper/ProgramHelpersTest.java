package io.bulwark.vm.helper;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Reference;
import io.bulwark.bpf.isa.Size;
import io.bulwark.vm.Machine;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.map.BpfMap;
import io.bulwark.vm.map.HostMap;
import io.bulwark.vm.map.KeyedMap;
import io.bulwark.vm.map.MapKind;
import io.bulwark.vm.map.MapParameters;
import io.bulwark.vm.map.MapStore;
import io.bulwark.vm.map.ProgramArray;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.run.Executor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What needs a program around it: callbacks, tail calls, unknown functions. */
class ProgramHelpersTest {
  private final Memory memory = Memory.ofCapacity(1 << 20);
  private final MapStore maps = new MapStore(memory);
  private final Machine machine =
      Machine.builder(memory)
          .helpers(Helpers.table(Environment.of(maps, new TaskFacts(), new EffectLog())))
          .symbols(this::symbol)
          .build();

  private Long symbol(Reference reference) {
    return maps.maps().stream()
        .filter(map -> map.parameters().name().equals(reference.name()))
        .map(BpfMap::handle)
        .findFirst()
        .orElseThrow();
  }

  private static Assembler asm() {
    return new Assembler(IsaLevel.V3);
  }

  private Executor program(Assembler main, Map<String, Code> functions) {
    return machine.interpreter(machine.link("main", main.build(), functions));
  }

  /** Sums the indexes up to 4 into the caller's frame; stops there. */
  @Test
  void aLoopEndsWhenTheFunctionSaysSo() {
    Assembler each = asm();
    Label stop = each.label("stop");
    each.load(Size.DW, R3, R2, 0).alu(AluOp.ADD, R3, R1).store(Size.DW, R2, 0, R3);
    each.mov(R0, 0).jumpIf(Condition.EQ, R1, 4, stop).exit().bind(stop).mov(R0, 1).exit();
    Code function = each.build();
    for (int[] row : new int[][] {{3, 3, 3}, {5, 5, 10}, {100, 5, 10}, {0, 0, 0}}) {
      Assembler main = asm();
      main.store(Size.DW, R10, -8, 0).mov(R1, row[0]).loadFunction(R2, "each").mov(R3, R10);
      main.alu(AluOp.ADD, R3, -8).mov(R4, 0).call(181);
      main.alu(AluOp.LSH, R0, 32).load(Size.DW, R1, R10, -8).alu(AluOp.OR, R0, R1).exit();
      assertThat(program(main, Map.of("each", function)).run(0))
          .isEqualTo((long) row[1] << 32 | row[2]);
    }
  }

  @Test
  void loopsHaveLimitsAndNoFlags() {
    Code function = asm().mov(R0, 1).exit().build();
    for (long[] row : new long[][] {{(1 << 23) + 1, 0, -7}, {1 << 23, 0, 1}, {1, 1, -22}}) {
      Assembler main = asm().mov64(R1, row[0]).loadFunction(R2, "each").mov(R3, 0);
      main.mov64(R4, row[1]).call(181).exit();
      assertThat(program(main, Map.of("each", function)).run(0)).isEqualTo(row[2]);
    }
  }

  @Test
  void mapsAreWalkedWithKeyAndValue() {
    KeyedMap map = (KeyedMap) maps.create(MapParameters.of("m", MapKind.ARRAY, 4, 8, 5));
    HostMap host = new HostMap(maps, map);
    for (byte i = 0; i < 5; i++) {
      host.update(new byte[] {i, 0, 0, 0}, new byte[] {10, 0, 0, 0, 0, 0, 0, 0}, 0);
    }
    Assembler each = asm().load(Size.W, R2, R2, 0).load(Size.DW, R5, R3, 0).alu(AluOp.MUL, R2, R5);
    each.load(Size.DW, R3, R4, 0).alu(AluOp.ADD, R3, R2).store(Size.DW, R4, 0, R3).mov(R0, 0);
    Assembler main = asm().store(Size.DW, R10, -8, 0).loadMap(R1, "m").loadFunction(R2, "each");
    main.mov(R3, R10).alu(AluOp.ADD, R3, -8).mov(R4, 0).call(164);
    main.load(Size.DW, R1, R10, -8).alu(AluOp.MUL, R0, 1000).alu(AluOp.ADD, R0, R1).exit();

    assertThat(program(main, Map.of("each", each.exit().build())).run(0)).isEqualTo(5100);
  }

  @Test
  void tailCallsReplaceTheProgram() {
    ProgramArray array =
        (ProgramArray) maps.create(MapParameters.of("progs", MapKind.PROG_ARRAY, 4, 4, 2));
    Executor next = program(asm().mov(R0, 7).exit(), Map.of());
    assertThat(array.put(1, next)).isZero();
    assertThat(array.put(2, next)).isEqualTo(-7);
    for (int[] row : new int[][] {{1, 7}, {0, 3}, {2, 3}, {-1, 3}}) {
      Assembler main = asm().loadMap(R2, "progs").mov(R3, row[0]).call(12).mov(R0, 3).exit();
      assertThat(program(main, Map.of()).run(0)).isEqualTo(row[1]);
    }
    assertThat(array.clear(1)).isZero();
    assertThat(array.clear(1)).isEqualTo(-2);
  }

  @Test
  void unknownFunctionsEndTheRun() {
    Executor program = program(asm().call(161).exit(), Map.of());
    assertThatThrownBy(() -> program.run(0))
        .isInstanceOf(MachineFault.class)
        .hasMessageContaining("function 161");
  }
}
