package io.bulwark.vm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.AtomicOp;
import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.EndianOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Size;
import io.bulwark.fixtures.Seeds;
import io.bulwark.fixtures.program.Dialect;
import io.bulwark.fixtures.program.ProgramGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Whether the fuzz test would notice a wrong machine.
 *
 * <p>An interpreter that takes one operation for another is made by giving the interpreter programs
 * in which it is replaced; the compiler gets the original.
 */
class MutationTest {
  private static final int PROGRAMS = 1_500;

  /** A wrong reading of instructions; those it does not concern stay as they are. */
  private record Mutation(String name, UnaryOperator<Instruction> reading) {}

  private static List<Mutation> mutations() {
    List<Mutation> all = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (AluOp op : AluOp.values()) {
        AluOp next = AluOp.values()[(op.ordinal() + 1) % AluOp.values().length];
        all.add(
            new Mutation(op + " as " + next + ", wide " + wide, one -> alu(one, op, wide, next)));
      }
      all.add(
          new Mutation("ARSH as RSH, wide " + wide, one -> alu(one, AluOp.ARSH, wide, AluOp.RSH)));
      all.add(new Mutation("XOR as OR, wide " + wide, one -> alu(one, AluOp.XOR, wide, AluOp.OR)));
      for (Condition test : Condition.values()) {
        Condition next = Condition.values()[(test.ordinal() + 1) % Condition.values().length];
        all.add(
            new Mutation(
                test + " as " + next + ", wide " + wide, one -> branch(one, test, wide, next)));
      }
      for (AtomicOp op : AtomicOp.values()) {
        AtomicOp next = AtomicOp.values()[(op.ordinal() + 1) % AtomicOp.values().length];
        all.add(
            new Mutation(
                op + " as " + next + ", wide " + wide, one -> atomic(one, op, wide, next)));
      }
    }
    for (Size size : Size.values()) {
      all.add(new Mutation("load " + size + " with the other sign", one -> load(one, size)));
    }
    for (int bits : new int[] {16, 32, 64}) {
      all.add(new Mutation("BE as LE of " + bits, one -> endian(one, bits)));
    }
    all.add(new Mutation("movsx without sign", MutationTest::moveUnsigned));
    all.add(new Mutation("neg32 as neg", MutationTest::negateWide));
    return all;
  }

  private static Instruction alu(Instruction one, AluOp op, boolean wide, AluOp other) {
    return one instanceof Instruction.Alu alu && alu.op() == op && alu.wide() == wide
        ? new Instruction.Alu(other, wide, alu.dst(), alu.src())
        : one;
  }

  private static Instruction branch(
      Instruction one, Condition test, boolean wide, Condition other) {
    return one instanceof Instruction.JumpIf jump && jump.condition() == test && jump.wide() == wide
        ? new Instruction.JumpIf(other, wide, jump.left(), jump.right(), jump.offset())
        : one;
  }

  private static Instruction atomic(Instruction one, AtomicOp op, boolean wide, AtomicOp other) {
    return one instanceof Instruction.Atomic atomic && atomic.op() == op && atomic.wide() == wide
        ? new Instruction.Atomic(other, wide, atomic.base(), atomic.offset(), atomic.src())
        : one;
  }

  private static Instruction load(Instruction one, Size size) {
    if (!(one instanceof Instruction.Load load) || load.size() != size) {
      return one;
    }
    Size other = size == Size.DW ? Size.W : size;
    return new Instruction.Load(other, !load.signed(), load.dst(), load.base(), load.offset());
  }

  private static Instruction endian(Instruction one, int bits) {
    return one instanceof Instruction.Endian(EndianOp op, int width, var dst)
            && op == EndianOp.BE
            && width == bits
        ? new Instruction.Endian(EndianOp.LE, bits, dst)
        : one;
  }

  private static Instruction moveUnsigned(Instruction one) {
    return one instanceof Instruction.MoveSignExtended move
        ? new Instruction.Alu(AluOp.MOV, false, move.dst(), Operand.of(move.src()))
        : one;
  }

  private static Instruction negateWide(Instruction one) {
    return one instanceof Instruction.Negate(boolean wide, var dst) && !wide
        ? new Instruction.Negate(true, dst)
        : one;
  }

  @Test
  void everySwappedOperationIsNoticed() {
    List<Mutation> unnoticed = new ArrayList<>(mutations());
    int count = unnoticed.size();
    long seed = Seeds.seed("mutations", 1);
    Bench interpreted = new Bench();
    Bench compiled = new Bench();
    int number = 0;
    for (; number < PROGRAMS && !unnoticed.isEmpty(); number++) {
      Dialect dialect = number % 2 == 0 ? Dialect.MACHINE : Dialect.KERNEL;
      Code code =
          ProgramGenerator.generate(number / 2, Seeds.generator(seed * 1_000_003 + number), dialect)
              .assemble();
      Bench.Outcome actual = compiled.run(code, true);
      unnoticed.removeIf(mutation -> {
        Code wrong = mutated(code, mutation);
        return !wrong.equals(code) && !interpreted.run(wrong, false).same(actual);
      });
    }
    System.out.printf(
        "mutations: %d of %d swapped operations noticed within %d programs%n",
        count - unnoticed.size(), count, number);
    assertThat(unnoticed).extracting(Mutation::name).isEmpty();
  }

  private static Code mutated(Code code, Mutation mutation) {
    return Code.ofInstructions(
        code.statements().stream()
            .map(statement -> mutation.reading().apply(statement.instruction()))
            .toList());
  }
}
