package io.bulwark.vm;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import io.bulwark.vm.fault.Fault;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.Executor;
import io.bulwark.vm.run.HelperTable;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MachineTest {
  private final Memory memory = Memory.ofCapacity(1 << 16);
  private final Region context = memory.allocate(20, Access.READ);

  private static Code code(Consumer<Assembler> body) {
    Assembler asm = new Assembler(IsaLevel.V4);
    body.accept(asm);
    return asm.build();
  }

  private Executor program(Code code) {
    Machine machine =
        Machine.builder(memory)
            .fuel(1000)
            .helpers(
                HelperTable.builder()
                    .add(1, (execution, a, b, _, _, _) -> a * 10 + b)
                    .add(2, (execution, f, b, _, _, _) -> execution.callback(f, b, 0, 0, 0, 0))
                    .build())
            .symbols(reference -> reference.name().equals("ctx") ? context.address() : null)
            .build();
    Code twice = code(asm -> asm.mov(R0, R1).alu(AluOp.ADD, R0, R0).exit());
    return machine.jit(machine.link("test", code, Map.of("twice", twice)));
  }

  private MachineFault fault(Code code) {
    Executor program = program(code);
    return catchThrowableOfType(MachineFault.class, () -> program.run(context.address()));
  }

  @Test
  void callsHelpersFunctionsAndCallbacks() {
    Code code =
        code(asm ->
            asm.mov(R6, 5)
                .mov(R1, 4)
                .callFunction("twice")
                .mov(R1, R0)
                .mov(R2, 3)
                .call(1)
                .mov(R7, R0)
                .loadFunction(R1, "twice")
                .mov(R2, 50)
                .call(2)
                .alu(AluOp.ADD, R0, R7)
                .alu(AluOp.ADD, R0, R6)
                .exit());
    assertThat(program(code).run(0)).isEqualTo(83 + 100 + 5);
  }

  @Test
  void symbolsAreAddresses() {
    memory.putInt(context.address() + 16, -2);
    Code code = code(asm -> asm.loadMap(R1, "ctx").load(Size.W, R0, R1, 16).exit());
    assertThat(program(code).run(0)).isEqualTo(0xffff_fffeL);
  }

  @Test
  void faultsSayWhatAndWhere() {
    SourceLine line = new SourceLine("policy.yaml", 3, 9, "condition: x");
    Code code = code(asm -> asm.at(line).mov(R0, 0).load(Size.DW, R0, R1, 13).exit());
    MachineFault fault = fault(code);
    assertThat(fault.fault()).isEqualTo(new Fault.MemoryAccess(context.address() + 13, 8, false));
    assertThat(fault.place().instruction()).isEqualTo(1);
    assertThat(fault)
        .hasMessage(
            "policy.yaml:3:9 (instruction 1 of `test`): load of 8 bytes at 0x%x is outside of the"
                + " memory it may touch",
            context.address() + 13);
  }

  @Test
  void unknownFunctionsAreNeverZero() {
    MachineFault fault = fault(code(asm -> asm.mov(R0, 0).call(999).exit()));
    assertThat(fault.fault()).isEqualTo(new Fault.UnsupportedFunction(999, false));
    assertThat(fault).hasMessageEndingWith("unsupported: function 999");
  }

  @Test
  void loopsEnd() {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label again = asm.label("again");
    Code code = asm.mov(R0, 0).bind(again).alu(AluOp.ADD, R0, 1).jump(again).build();
    assertThat(fault(code).fault()).isEqualTo(new Fault.FuelExhausted(1000));
    assertThat(fault(code).place().instruction()).isEqualTo(2);
  }

  @Test
  void boundedLoopsPayForEachTurn() {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label again = asm.label("again");
    Code code =
        asm.mov(R0, 0)
            .bind(again)
            .alu(AluOp.ADD, R0, 1)
            .jumpIf(Condition.LT, R0, 500, again)
            .exit()
            .build();
    assertThat(program(code).run(0)).isEqualTo(500);
    Machine tight = Machine.builder(memory).fuel(997).build();
    assertThat(
            catchThrowableOfType(
                MachineFault.class, () -> tight.interpreter(Program.of(code)).run(0)))
        .isNotNull();
  }
}
