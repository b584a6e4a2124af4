package io.bulwark.bpf.isa;

import static io.bulwark.bpf.isa.Register.R0;
import static io.bulwark.bpf.isa.Register.R1;
import static io.bulwark.bpf.isa.Register.R2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels, offsets and their limits. */
class AssemblerTest {
  /** A jump over {@code distance} instructions. */
  private static Code over(IsaLevel level, int distance, Condition condition) {
    Assembler asm = new Assembler(level);
    Label end = asm.label("end");
    if (condition == null) {
      asm.jump(end);
    } else {
      asm.jumpIf(condition, R1, R2, end);
    }
    IntStream.range(0, distance).forEach(_ -> asm.mov(R0, 0));
    return asm.bind(end).exit().build();
  }

  @ParameterizedTest
  @CsvSource({"32766, false", "32767, false", "32768, true", "100000, true"})
  void aJumpTakesTheLongFormOnlyWhenItMust(int distance, boolean isLong) {
    Code code = over(IsaLevel.V4, distance, null);
    assertThat(code.instruction(0)).isEqualTo(new Instruction.Jump(distance, isLong));
    assertThat(code.target(0)).isEqualTo(code.size() - 1);
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void aTestThatDoesNotReachSkipsALongJump(Condition condition) {
    Code near = over(IsaLevel.V4, 32767, condition);
    assertThat(near.target(0)).isEqualTo(near.size() - 1);
    Code far = over(IsaLevel.V4, 32768, condition);
    int goTo = condition == Condition.SET ? 2 : 1;
    assertThat(far.instruction(goTo)).isEqualTo(new Instruction.Jump(32768, true));
    assertThat(far.target(goTo)).isEqualTo(far.size() - 1);
    assertThat(far.size()).isEqualTo(near.size() + goTo + 1);
    // what the test does when it holds: the inverse falls into the long jump, SET jumps to it
    assertThat(far.target(0)).isEqualTo(2);
  }

  @Test
  void withoutLongJumpsTheDistanceIsAnError() {
    assertThat(over(IsaLevel.V3, 32767, Condition.EQ).size()).isEqualTo(32769);
    assertThatThrownBy(() -> over(IsaLevel.V3, 32768, Condition.EQ))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("`end` is 32768 slots away");
  }

  @Test
  void lengtheningOneJumpMayPushAnotherOutOfReach() {
    Assembler asm = new Assembler(IsaLevel.V4);
    Label first = asm.label("first");
    Label second = asm.label("second");
    asm.jumpIf(Condition.EQ, R1, 0, first); // reaches by one, until the next grows by one
    asm.jumpIf(Condition.EQ, R1, 1, second);
    IntStream.range(0, 32766).forEach(_ -> asm.mov(R0, 0));
    asm.bind(first).mov(R0, 1).mov(R0, 1).mov(R0, 1).bind(second).exit();
    Code code = asm.build();
    assertThat(code.instruction(1)).isInstanceOf(Instruction.Jump.class);
    assertThat(code.instruction(3)).isInstanceOf(Instruction.Jump.class);
    assertThat(code.instruction(code.target(1)))
        .isEqualTo(new Instruction.Alu(AluOp.MOV, true, R0, Operand.of(1)));
    assertThat(code.target(3)).isEqualTo(code.size() - 1);
  }

  @Test
  void jumpsGoBackwardToo() {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label top = asm.label("top");
    Code code =
        asm.mov(R0, 0)
            .bind(top)
            .alu(AluOp.ADD, R0, 1)
            .jumpIf(Condition.LT, R0, 9, top)
            .exit()
            .build();
    assertThat(code.target(2)).isEqualTo(1);
    assertThat(code.instruction(2))
        .isEqualTo(new Instruction.JumpIf(Condition.LT, true, R0, Operand.of(9), -2));
  }

  @Test
  void labelsAreBoundExactlyOnce() {
    Assembler asm = new Assembler(IsaLevel.V3);
    Label label = asm.label("here");
    asm.jump(label);
    assertThatThrownBy(asm::build).hasMessage("label `here` is never bound");
    asm.bind(label);
    assertThatThrownBy(() -> asm.bind(label)).hasMessage("label `here` is bound twice");
  }

  @Test
  void codeMayNotRunOffItsEnd() {
    assertThatThrownBy(() -> new Assembler(IsaLevel.V3).mov(R0, 0).build())
        .isInstanceOf(InvalidBytecode.class)
        .hasMessageContaining("neither exit nor an unconditional jump");
    assertThatThrownBy(() -> new Assembler(IsaLevel.V3).build())
        .hasMessage("instruction slot 0: there is no instruction");
  }

  @Test
  void aSixtyFourBitConstantTakesOneSlotWhereItFits() {
    Code code =
        new Assembler(IsaLevel.V3).mov64(R0, -1).mov64(R0, 1L << 31).mov64(R0, 5).exit().build();
    assertThat(code.slotCount()).isEqualTo(5);
    assertThat(code.slotOf(2)).isEqualTo(3);
    assertThat(code.indexOf(2)).isEqualTo(-1);
    assertThat(code.indexOf(3)).isEqualTo(2);
  }

  @Test
  void theSourceLineStaysUntilTheNext() {
    SourceLine line = new SourceLine("policy.yaml", 3, 9, "  condition: open");
    Code code = new Assembler(IsaLevel.V3).mov(R0, 0).at(line).mov(R0, 1).exit().build();
    assertThat(code.source(0)).isNull();
    assertThat(code.source(2)).isEqualTo(line);
  }
}
