package io.bulwark.bpfconformance.verify;

import io.bulwark.bpf.isa.Code;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.InvalidBytecode;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.bpf.isa.Size;
import io.bulwark.bpf.isa.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small changes of a program, after which it still hangs together. */
final class Mutation {
  private Mutation() {}

  /** The program with one or two instructions changed. */
  static Code mutate(Code code, RandomGenerator random) {
    List<Statement> statements = new ArrayList<>(code.statements());
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      int at = random.nextInt(statements.size());
      statements.set(at, Statement.of(changed(statements.get(at).instruction(), random)));
    }
    try {
      return Code.of(statements);
    } catch (InvalidBytecode e) {
      return code;
    }
  }

  private static Instruction changed(Instruction instruction, RandomGenerator random) {
    if (instruction.slots() == 1 && random.nextInt(6) == 0 && !instruction.endsBlock()) {
      return new Instruction.Jump(0, false);
    }
    return switch (instruction) {
      case Instruction.Alu alu ->
          random.nextBoolean()
              ? new Instruction.Alu(alu.op(), alu.wide(), alu.dst(), operand(alu.src(), random))
              : new Instruction.Alu(alu.op(), !alu.wide(), alu.dst(), alu.src());
      case Instruction.Load load ->
          new Instruction.Load(
              size(load.size(), random),
              false,
              load.dst(),
              load.base(),
              near(load.offset(), random));
      case Instruction.Store store ->
          new Instruction.Store(
              size(store.size(), random),
              store.base(),
              near(store.offset(), random),
              store.value());
      case Instruction.JumpIf jump -> jump(jump, random);
      case Instruction.CallHelper call ->
          new Instruction.CallHelper(near(call.id(), random) & 0xff);
      case Instruction.Atomic atomic ->
          new Instruction.Atomic(
              atomic.op(), !atomic.wide(), atomic.base(), atomic.offset(), atomic.src());
      case Instruction.MoveSignExtended _,
          Instruction.Negate _,
          Instruction.Endian _,
          Instruction.LoadImm64 _,
          Instruction.Jump _,
          Instruction.CallLocal _,
          Instruction.CallKfunc _,
          Instruction.CallRegister _,
          Instruction.Exit _,
          Instruction.LoadPacket _ ->
          instruction;
    };
  }

  private static Instruction jump(Instruction.JumpIf jump, RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Instruction.JumpIf(
              io.bulwark.bpf.isa.Condition.values()[random.nextInt(11)],
              jump.wide(),
              jump.left(),
              jump.right(),
              jump.offset());
      case 1 ->
          new Instruction.JumpIf(
              jump.condition(), !jump.wide(), jump.left(), jump.right(), jump.offset());
      default ->
          new Instruction.JumpIf(
              jump.condition(),
              jump.wide(),
              jump.left(),
              operand(jump.right(), random),
              jump.offset());
    };
  }

  private static Operand operand(Operand operand, RandomGenerator random) {
    return switch (operand) {
      case Operand.Imm(int value) -> Operand.of(near(value, random));
      case Operand.Reg _ -> Operand.of(Register.values()[random.nextInt(10)]);
    };
  }

  private static int near(int value, RandomGenerator random) {
    int[] steps = {0, 1, -1, 4, -4, 8, -8};
    return (short) value == value ? (short) (value + steps[random.nextInt(steps.length)]) : value;
  }

  private static Size size(Size size, RandomGenerator random) {
    return random.nextBoolean() ? size : Size.values()[random.nextInt(4)];
  }
}
