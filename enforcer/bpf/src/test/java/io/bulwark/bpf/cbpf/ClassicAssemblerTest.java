package io.bulwark.bpf.cbpf;

import static io.bulwark.bpf.cbpf.ClassicCondition.*;
import static io.bulwark.bpf.cbpf.SeccompAction.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.AssemblyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicAssemblerTest {
  private final ClassicAssembler asm = new ClassicAssembler();

  @Test
  void readsLikeAssembly() {
    FilterLabel deny = asm.label("deny");
    asm.load(4)
        .jumpUnless(EQ, 0xc000003e, deny)
        .load(0)
        .jumpIf(EQ, 101, deny)
        .load(16)
        .storeMemory(0)
        .alu(ClassicAlu.AND, 0xff)
        .copyAToX()
        .loadMemory(0)
        .aluX(ClassicAlu.XOR)
        .branch(SET, ClassicOperand.x(), deny, null)
        .ret(ALLOW, 0)
        .bind(deny)
        .ret(ERRNO, 1);

    assertThat(SeccompFilter.of(asm.build()).toString())
        .isEqualTo(
            """
                0: ld [4]                         ; arch
                1: jeq #0xc000003e, 2, 12
                2: ld [0]                         ; nr
                3: jeq #0x65, 12, 4
                4: ld [16]                        ; low half of args[0]
                5: st M[0]
                6: and #0xff
                7: tax
                8: ld M[0]
                9: xor x
               10: jset x, 12, 11
               11: ret #0x7fff0000                ; allow
               12: ret #0x50001                   ; errno 1
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 255, 256})
  void aTrueSideBeyondTheReachTakesALongJump(int distance) {
    FilterLabel far = asm.label("far");
    asm.jumpIf(EQ, 7, far);
    fill(distance);
    List<ClassicInstruction> code = asm.bind(far).ret(1).build().instructions();

    assertThat(code.getFirst())
        .isEqualTo(branch(distance > 255 ? 0 : distance, distance > 255 ? 1 : 0));
    if (distance > 255) {
      assertThat(code.get(1)).isEqualTo(new ClassicInstruction.Jump(distance));
    }
    assertThat(code).hasSize(distance + (distance > 255 ? 3 : 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 255, 256})
  void aFalseSideBeyondTheReachTakesALongJump(int distance) {
    FilterLabel far = asm.label("far");
    asm.jumpUnless(EQ, 7, far);
    fill(distance);
    List<ClassicInstruction> code = asm.bind(far).ret(1).build().instructions();

    assertThat(code.getFirst())
        .isEqualTo(branch(distance > 255 ? 1 : 0, distance > 255 ? 0 : distance));
    if (distance > 255) {
      assertThat(code.get(1)).isEqualTo(new ClassicInstruction.Jump(distance));
    }
  }

  @Test
  void bothSidesCanBeFar() {
    FilterLabel yes = asm.label("yes");
    FilterLabel no = asm.label("no");
    asm.branch(EQ, ClassicOperand.of(7), yes, no);
    fill(300);
    List<ClassicInstruction> code = asm.bind(yes).ret(1).bind(no).ret(2).build().instructions();

    assertThat(code.subList(0, 3))
        .containsExactly(
            branch(0, 1), new ClassicInstruction.Jump(301), new ClassicInstruction.Jump(301));
  }

  /** The long form of the second test pushes the first one's target out of reach. */
  @Test
  void aLongFormCanMakeAnotherOneNecessary() {
    FilterLabel near = asm.label("near");
    FilterLabel far = asm.label("far");
    asm.jumpIf(EQ, 7, near).jumpIf(EQ, 7, far);
    fill(254);
    List<ClassicInstruction> code =
        asm.bind(near).ret(0).ret(0).bind(far).ret(1).build().instructions();

    assertThat(code.subList(0, 4))
        .containsExactly(
            branch(0, 1),
            new ClassicInstruction.Jump(256),
            branch(0, 1),
            new ClassicInstruction.Jump(256));
  }

  @Test
  void misuseNamesTheLabel() {
    FilterLabel label = asm.label("there");
    assertThatThrownBy(() -> new ClassicAssembler().jump(label).ret(0).build())
        .isInstanceOf(AssemblyException.class)
        .hasMessage("label `there` is never bound");
    asm.bind(label);
    assertThatThrownBy(() -> asm.bind(label)).hasMessage("label `there` is bound twice");
    assertThatThrownBy(() -> asm.jump(label))
        .hasMessage("label `there` lies behind, and filters only go forward");
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      asm.ret(0);
    }
  }

  private static ClassicInstruction branch(int yes, int no) {
    return new ClassicInstruction.JumpIf(EQ, ClassicOperand.of(7), yes, no);
  }
}
