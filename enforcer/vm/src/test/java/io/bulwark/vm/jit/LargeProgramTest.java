package io.bulwark.vm.jit;

import static io.bulwark.bpf.isa.Register.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Assembler;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.IsaLevel;
import io.bulwark.bpf.isa.Label;
import io.bulwark.bpf.isa.Size;
import io.bulwark.fixtures.Seeds;
import io.bulwark.vm.Machine;
import io.bulwark.vm.fault.MachineFault;
import io.bulwark.vm.memory.Access;
import io.bulwark.vm.memory.Memory;
import io.bulwark.vm.memory.Region;
import io.bulwark.vm.program.Program;
import io.bulwark.vm.run.HelperTable;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs beyond one method: same results, no method beyond HotSpot's limit, typed end. */
class LargeProgramTest {
  private static final int HUGE_METHOD_LIMIT = 8_000;

  private final Memory memory = Memory.ofCapacity(1 << 14);
  private final Region context = memory.allocate(256, Access.READ_WRITE);
  private final HelperTable helpers =
      HelperTable.builder().add(1, (_, a, b, _, _, _) -> a ^ 3 * b).build();
  private final Machine machine = Machine.builder(memory).helpers(helpers).build();

  /** Blocks of all kinds of instructions, jumps over blocks near and far, a loop around it all. */
  private static Code code(int blocks, long seed) {
    RandomGenerator random = Seeds.generator(seed);
    Assembler asm = new Assembler(IsaLevel.V4);
    List<Label> labels = new ArrayList<>();
    for (int block = 0; block <= blocks; block++) {
      labels.add(asm.label("b" + block));
    }
    asm.mov(R6, R1).mov(R7, 3).mov(R0, 1).mov(R8, 0).mov(R9, 5);
    Label turn = asm.label("turn");
    asm.bind(turn);
    for (int block = 0; block < blocks; block++) {
      asm.bind(labels.get(block));
      asm.load(Size.W, R1, R6, random.nextInt(250)).alu(AluOp.ADD, R0, R1);
      asm.alu(AluOp.MUL, R0, 31).alu32(AluOp.XOR, R8, random.nextInt());
      asm.store(Size.DW, R10, -8 * (1 + random.nextInt(60)), R0).alu(AluOp.ADD, R8, R0);
      asm.store(Size.H, R6, random.nextInt(250), R8);
      int target = Math.min(blocks, block + 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 4));
      asm.jumpIf(Condition.SET, R0, 1 << random.nextInt(20), labels.get(target));
      if (block % 16 == 0) {
        asm.mov(R1, R0).mov(R2, R9).call(1);
      }
      asm.alu(AluOp.LSH, R9, 1).alu(AluOp.OR, R9, R0);
    }
    asm.bind(labels.get(blocks)).alu(AluOp.SUB, R7, 1);
    return asm.jumpIf(Condition.NE, R7, 0, turn).alu(AluOp.XOR, R0, R9).exit().build();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 100, 500, 2_000, 5_000})
  void anyLengthGivesTheSame(int blocks) {
    Program program = Program.of(code(blocks, blocks));
    for (int first = 0; first < 3; first++) {
      byte[] before = new byte[256];
      before[7] = (byte) first;
      memory.copyIn(context.address(), before);
      long expected = machine.interpreter(program).run(context.address());
      long fuel = machine.execution().fuel();
      byte[] after = memory.bytes(0, memory.capacity());
      memory.copyIn(context.address(), before);
      assertThat(machine.jit(program).run(context.address())).isEqualTo(expected);
      assertThat(machine.execution().fuel()).isEqualTo(fuel);
      assertThat(memory.bytes(0, memory.capacity())).isEqualTo(after);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 100, 500, 1_000})
  void noMethodIsBeyondTheLimit(int blocks) {
    Program program = Program.of(code(blocks, blocks));
    byte[] bytes =
        new ClassGenerator(program, helpers, new ClassData(memory.cells(), program)).generate();
    ClassModel model = ClassFile.of().parse(bytes);
    int most = 0;
    for (MethodModel method : model.methods()) {
      most = Math.max(most, ((CodeAttribute) method.code().orElseThrow()).codeLength());
    }
    System.out.printf(
        "%d instructions: %d methods, the longest of %d bytes%n",
        program.code().size(), model.methods().size(), most);
    assertThat(most).isLessThan(HUGE_METHOD_LIMIT);
  }

  @Test
  void aFaultFarInsideIsPlaced() {
    Assembler asm = new Assembler(IsaLevel.V3);
    asm.mov(R6, 0);
    for (int block = 0; block < 3_000; block++) {
      asm.alu(AluOp.ADD, R6, 1);
    }
    Code code = asm.load(Size.B, R0, R6, 0).exit().build();
    assertThatThrownBy(() -> machine.jit(Program.of(code)).run(0))
        .isInstanceOfSatisfying(
            MachineFault.class, e -> assertThat(e.place().instruction()).isEqualTo(3_001));
  }

  @Test
  void beyondAClassIsATypedError() {
    Assembler asm = new Assembler(IsaLevel.V4).mov(R0, 0);
    for (int number = 0; number < JitCompiler.MAX_INSTRUCTIONS - 2; number++) {
      asm.mov64(R1, 0x1_0000_0000L + number);
    }
    Program tooManyConstants = Program.of(asm.exit().build());
    assertThat(machine.interpreter(tooManyConstants).run(0)).isZero();
    assertThatThrownBy(() -> machine.jit(tooManyConstants)).isInstanceOf(ProgramTooLarge.class);
    Program tooLong = Program.of(asm.mov(R0, 1).exit().build());
    assertThatThrownBy(() -> machine.jit(tooLong))
        .isInstanceOf(ProgramTooLarge.class)
        .hasMessageContaining("65534");
  }
}
