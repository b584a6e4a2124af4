package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Arithmetic;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;

/** Instructions that compute on registers. */
final class Computation {
  private final Session session;

  Computation(Session session) {
    this.session = session;
  }

  void alu(State state, Instruction.Alu alu) {
    checkConstant(alu);
    if (alu.op() == AluOp.MOV) {
      move(state, alu);
      return;
    }
    Value right = operand(state, alu.src());
    Value left = state.read(alu.dst());
    if (left instanceof Value.Number(Scalar l, _) && right instanceof Value.Number(Scalar r, _)) {
      write(state, alu.dst(), Value.of(Arithmetic.apply(alu.op(), alu.wide(), l, r)));
    } else {
      write(state, alu.dst(), PointerMath.apply(alu, left, right));
    }
  }

  /** What kernels refuse although the machine defines it. */
  private static void checkConstant(Instruction.Alu alu) {
    if (!(alu.src() instanceof Operand.Imm(int value))) {
      return;
    }
    switch (alu.op()) {
      case DIV, MOD, SDIV, SMOD -> {
        if (value == 0) {
          throw new Refusal(FindingKind.DIVISION_BY_ZERO, "division by the constant 0");
        }
      }
      case LSH, RSH, ARSH -> {
        int width = alu.wide() ? 64 : 32;
        if (value < 0 || value >= width) {
          throw new Refusal(
              FindingKind.SHIFT_COUNT, "shift by %d of %d bits".formatted(value, width));
        }
      }
      case ADD, SUB, MUL, OR, AND, XOR, MOV -> {}
    }
  }

  private void move(State state, Instruction.Alu alu) {
    Value value = operand(state, alu.src());
    if (!alu.wide()) {
      write(state, alu.dst(), Value.of(number(value, "copied in part").zeroExtended()));
    } else if (alu.src() instanceof Operand.Reg(Register source)) {
      Value linked = linked(state, source, value);
      write(state, alu.dst(), linked);
    } else {
      write(state, alu.dst(), value);
    }
  }

  /** Gives a number that is not constant a link, so that both copies learn of its bounds. */
  private Value linked(State state, Register source, Value value) {
    if (value instanceof Value.Number(Scalar scalar, int link)
        && link == 0
        && !scalar.isConstant()) {
      Value linked = new Value.Number(scalar, session.identity());
      state.set(source, linked);
      return linked;
    }
    return value;
  }

  void extend(State state, Instruction.MoveSignExtended move) {
    Scalar source = number(state.read(move.src()), "copied in part");
    Scalar extended = source.signExtended(move.bits());
    write(state, move.dst(), Value.of(move.wide() ? extended : extended.zeroExtended()));
  }

  /** Negation: nothing is known of the result, as in kernels before 6.17. */
  void negate(State state, Instruction.Negate negate) {
    number(state.read(negate.dst()), "negated");
    write(state, negate.dst(), Value.ANY);
  }

  /** Byte order: nothing is known of the result, not even its width, as in all kernels. */
  void swap(State state, Instruction.Endian endian) {
    number(state.read(endian.dst()), "byte-swapped");
    write(state, endian.dst(), Value.ANY);
  }

  private static Scalar number(Value value, String done) {
    if (value instanceof Value.Number(Scalar scalar, _)) {
      return scalar;
    }
    throw new Refusal(FindingKind.POINTER_ARITHMETIC, "a %s is %s".formatted(value.what(), done));
  }

  /** The operand's value. */
  static Value operand(State state, Operand operand) {
    return switch (operand) {
      case Operand.Reg(Register register) -> state.read(register);
      case Operand.Imm(int value) -> Value.of(Scalar.of(value));
    };
  }

  /** Writes a register; refuses r10. */
  static void write(State state, Register register, Value value) {
    if (register == Register.FP) {
      throw new Refusal(FindingKind.FRAME_POINTER, "`r10` is written");
    }
    state.set(register, value);
  }
}
