package io.bulwark.vm.cbpf;

import static io.bulwark.bpf.cbpf.ClassicCondition.*;
import static io.bulwark.bpf.cbpf.SeccompAction.*;
import static io.bulwark.vm.cbpf.SeccompCall.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.cbpf.ClassicAlu;
import io.bulwark.bpf.cbpf.ClassicAssembler;
import io.bulwark.bpf.cbpf.ClassicCondition;
import io.bulwark.bpf.cbpf.ClassicInstruction;
import io.bulwark.bpf.cbpf.ClassicOperand;
import io.bulwark.bpf.cbpf.ClassicRegister;
import io.bulwark.bpf.cbpf.FilterLabel;
import io.bulwark.bpf.cbpf.SeccompFilter;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterMachineTest {
  private static final SeccompCall CALL = SeccompCall.of(0, ARCH_X86_64);

  private static int run(SeccompCall call, Consumer<ClassicAssembler> body) {
    ClassicAssembler asm = new ClassicAssembler();
    body.accept(asm);
    return new FilterMachine(SeccompFilter.of(asm.retA().build())).run(call);
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 0xffffffff, 2, 1",
    "SUB, 1, 2, 0xffffffff",
    "MUL, 0x10001, 0x10001, 0x20001",
    "DIV, 0xfffffffe, 2, 0x7fffffff",
    "OR, 0xf0, 0x0f, 0xff",
    "AND, 0xff, 0x18, 0x18",
    "LSH, 1, 31, 0x80000000",
    "RSH, 0x80000000, 31, 1",
    "XOR, 0xff, 0x0f, 0xf0"
  })
  void arithmeticWithBothOperands(ClassicAlu op, String left, String right, String wanted) {
    int a = number(left);
    int b = number(right);

    assertThat(run(CALL, asm -> asm.loadConstant(a).alu(op, b))).isEqualTo(number(wanted));
    assertThat(run(CALL, asm -> asm.loadConstant(b).copyAToX().loadConstant(a).aluX(op)))
        .isEqualTo(number(wanted));
  }

  @Test
  void shiftsByTheIndexTakeFiveBits() {
    assertThat(run(CALL, asm -> withX(asm, 33).loadConstant(1).aluX(ClassicAlu.LSH))).isEqualTo(2);
    assertThat(run(CALL, asm -> withX(asm, 32).loadConstant(8).aluX(ClassicAlu.RSH))).isEqualTo(8);
  }

  /** The kernel ends a classic filter with 0 then, which kills the thread. */
  @Test
  void dividingByAnIndexOf0EndsTheFilter() {
    assertThat(run(CALL, asm -> asm.loadConstant(7).aluX(ClassicAlu.DIV).loadConstant(9))).isZero();
  }

  private static ClassicAssembler withX(ClassicAssembler asm, int value) {
    return asm.add(new ClassicInstruction.LoadConstant(ClassicRegister.X, value));
  }

  @ParameterizedTest
  @CsvSource({
    "EQ, 5, 5, true",
    "EQ, 5, 6, false",
    "GT, 0x80000000, 1, true",
    "GT, 1, 0x80000000, false",
    "GT, 5, 5, false",
    "GE, 5, 5, true",
    "GE, 4, 5, false",
    "GE, 0xffffffff, 1, true",
    "SET, 6, 4, true",
    "SET, 6, 9, false"
  })
  void testsAreUnsigned(ClassicCondition test, String left, String right, boolean wanted) {
    for (ClassicOperand operand :
        new ClassicOperand[] {ClassicOperand.of(number(right)), ClassicOperand.x()}) {
      int result =
          run(
              CALL,
              asm -> {
                FilterLabel yes = asm.label("yes");
                withX(asm, number(right)).loadConstant(number(left));
                asm.branch(test, operand, yes, null).ret(0).bind(yes).loadConstant(1);
              });
      assertThat(result).isEqualTo(wanted ? 1 : 0);
    }
  }

  private static int number(String text) {
    return (int) (long) Long.decode(text);
  }

  @Test
  void everyWordOfTheCallIsSeen() {
    SeccompCall call =
        SeccompCall.of(
                257, ARCH_AARCH64, 0x1111_1111_0000_0001L, 2, 3, 4, 5, 0x6666_6666_0000_0006L)
            .instructionPointer(0x7777_7777_1234_5678L);
    int[] wanted = {
      257,
      ARCH_AARCH64,
      0x12345678,
      0x77777777,
      1,
      0x11111111,
      2,
      0,
      3,
      0,
      4,
      0,
      5,
      0,
      6,
      0x66666666
    };
    for (int word = 0; word < wanted.length; word++) {
      int offset = 4 * word;
      assertThat(run(call, asm -> asm.load(offset))).isEqualTo(wanted[word]);
    }
    assertThat(call)
        .hasToString(
            "nr 257 arch 0xc00000b7 (0x1111111100000001, 0x2, 0x3, 0x4, 0x5, 0x6666666600000006)");
    assertThatThrownBy(() -> call.argument(6, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void registersStartAt0AndTheLengthIs64() {
    assertThat(run(CALL, asm -> {})).isZero();
    assertThat(run(CALL, ClassicAssembler::copyXToA)).isZero();
    ClassicInstruction length = new ClassicInstruction.LoadLength(ClassicRegister.X);
    assertThat(run(CALL, asm -> asm.add(length).copyXToA())).isEqualTo(64);
    assertThat(run(CALL, asm -> asm.loadConstant(5).add(new ClassicInstruction.Negate())))
        .isEqualTo(-5);
  }

  @Test
  void scratchMemoryKeepsBothRegisters() {
    ClassicInstruction store = new ClassicInstruction.StoreMemory(ClassicRegister.X, 15);
    ClassicInstruction load = new ClassicInstruction.LoadMemory(ClassicRegister.X, 15);
    assertThat(
            run(
                CALL,
                asm ->
                    withX(asm, 40)
                        .loadConstant(2)
                        .storeMemory(0)
                        .add(store)
                        .alu(ClassicAlu.MUL, 0)
                        .add(load)
                        .loadMemory(0)
                        .aluX(ClassicAlu.ADD)))
        .isEqualTo(42);
  }

  @Test
  void longJumpsLand() {
    ClassicAssembler asm = new ClassicAssembler();
    FilterLabel deny = asm.label("deny");
    asm.load(0).jumpIf(GE, 100, deny);
    for (int i = 0; i < 4000; i++) {
      asm.alu(ClassicAlu.ADD, 1);
    }
    SeccompFilter filter = SeccompFilter.of(asm.retA().bind(deny).ret(ERRNO, 38).build());

    assertThat(new FilterMachine(filter).run(SeccompCall.of(99, 0))).isEqualTo(4099);
    assertThat(new FilterMachine(filter).run(SeccompCall.of(100, 0))).isEqualTo(ERRNO.with(38));
  }
}
