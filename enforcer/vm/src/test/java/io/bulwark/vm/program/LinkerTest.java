package io.bulwark.vm.program;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Constant;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.SourceLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static final SourceLine LINE = new SourceLine("policy.yaml", 12, 5, "condition: x");

  private static Assembler asm() {
    return new Assembler(IsaLevel.V4).at(LINE);
  }

  @Test
  void onlyReachedFunctionsBecomePartEachOnce() {
    Code main = asm().callFunction("a").callFunction("b").callFunction("a").exit().build();
    Code a = asm().callFunction("b").exit().build();
    Code leaf = asm().mov(R0, 1).exit().build();
    Program program =
        Linker.link("main", main, Map.of("a", a, "b", leaf, "unused", leaf), Symbols.NONE);
    assertThat(program.subprograms().values())
        .extracting(Subprogram::name)
        .containsExactly("main", "a", "b");
    assertThat(program.code().size()).isEqualTo(8);
    assertThat(program.code().target(1)).isEqualTo(6);
    assertThat(program.place(5).function()).isEqualTo("a");
    assertThat(program.place(5).source()).isEqualTo(LINE);
  }

  @Test
  void aFunctionsAddressIsNoMemory() {
    Code main = asm().loadFunction(R1, "f").exit().build();
    Program program =
        Linker.link("main", main, Map.of("f", asm().mov(R0, 1).exit().build()), Symbols.NONE);
    assertThat(program.entryOf(Program.FUNCTION | 2)).isEqualTo(2);
    assertThat(program.entryOf(Program.FUNCTION | 3)).isEqualTo(-1);
    assertThat(program.entryOf(Program.FUNCTION | 1L << 40)).isEqualTo(-1);
    assertThat(program.entryOf(2)).isEqualTo(-1);
  }

  @Test
  void missingNamesSayWhere() {
    assertThatThrownBy(() ->
            Linker.link("main", asm().callFunction("f").exit().build(), Map.of(), Symbols.NONE))
        .isInstanceOf(LinkException.class)
        .hasMessage("policy.yaml:12:5 (instruction 0 of `main`): there is no function `f`");
    assertThatThrownBy(() ->
            Linker.link(
                "main", asm().mov(R0, 0).loadMap(R1, "m").exit().build(), Map.of(), Symbols.NONE))
        .isInstanceOf(LinkException.class)
        .hasMessage("policy.yaml:12:5 (instruction 1 of `main`): there is no symbol `m`");
  }

  @Test
  void shapesThatNoMachineRunsAreRefused() {
    refused("the frame pointer is read-only", asm().mov(R10, 1).exit().build());
    refused(
        "no machine knows",
        asm().add(new Instruction.LoadImm64(R1, new Constant.MapByFd(3))).exit().build());
    refused(
        "legacy packet loads",
        asm().add(new Instruction.LoadPacket(Size.B, null, 0)).exit().build());
  }

  private static void refused(String problem, Code code) {
    assertThatThrownBy(() -> Program.of(code))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void anAtomicOperationCannotChangeTheFramePointer() {
    for (var op : AtomicOp.values()) {
      Code code = asm().add(new Instruction.Atomic(op, true, R10, -8, Register.R10)).exit().build();
      if (op.fetches() && op != AtomicOp.CMPXCHG) {
        refused("the frame pointer is read-only", code);
      } else {
        assertThat(Program.of(code).code()).isEqualTo(code);
      }
    }
  }
}
