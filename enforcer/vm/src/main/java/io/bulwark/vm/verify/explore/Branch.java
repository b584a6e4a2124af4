package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.Condition;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.bpf.isa.Operand;
import io.bulwark.bpf.isa.Register;
import io.bulwark.vm.verify.domain.Comparison;
import io.bulwark.vm.verify.domain.Comparison.Outcome;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.Region;
import io.bulwark.vm.verify.state.State;
import io.bulwark.vm.verify.state.Value;

/** Conditional jumps: which ways are open, and what each of them tells. */
final class Branch {
  private Branch() {}

  /** Which ways are open; decided only by what kernels decide by. */
  static Outcome decide(State state, Instruction.JumpIf jump) {
    Value left = state.read(jump.left());
    Value right = Computation.operand(state, jump.right());
    if (left instanceof Value.Number(Scalar l, _) && right instanceof Value.Number(Scalar r, _)) {
      return isConstant(r, jump.wide())
          ? Comparison.decide(jump.condition(), jump.wide(), l, r.constant())
          : Outcome.EITHER;
    }
    if (left instanceof Value.Pointer pointer && isNullTest(jump)) {
      boolean never =
          pointer.nullId() == 0
              && pointer instanceof Value.Memory memory
              && memory.region() instanceof Region.OfMapValue;
      return !never
          ? Outcome.EITHER
          : jump.condition() == Condition.EQ ? Outcome.NEVER : Outcome.ALWAYS;
    }
    throw new Refusal(
        FindingKind.POINTER_COMPARISON,
        "a %s is compared with a %s".formatted(left.what(), right.what()));
  }

  private static boolean isConstant(Scalar scalar, boolean wide) {
    return wide ? scalar.isConstant() : scalar.isLowConstant();
  }

  private static boolean isNullTest(Instruction.JumpIf jump) {
    return jump.wide()
        && jump.right() instanceof Operand.Imm(int value)
        && value == 0
        && (jump.condition() == Condition.EQ || jump.condition() == Condition.NE);
  }

  /** Puts what is known after the test into {@code state}. */
  static void learn(State state, Instruction.JumpIf jump, boolean holds) {
    Value left = state.read(jump.left());
    Value right = Computation.operand(state, jump.right());
    if (left instanceof Value.Pointer pointer) {
      boolean isNull = (jump.condition() == Condition.EQ) == holds;
      if (pointer.nullId() != 0) {
        learnNull(state, pointer, isNull);
      }
    } else if (left instanceof Value.Number l && right instanceof Value.Number r) {
      learnNumbers(state, jump, l, r, holds);
    }
  }

  private static void learnNull(State state, Value.Pointer pointer, boolean isNull) {
    int id = pointer.nullId();
    if (isNull
        && pointer instanceof Value.Memory memory
        && memory.region() instanceof Region.Record(_, int reference)) {
      state.references().remove((Integer) reference);
    }
    state.replaceAll(value ->
        value instanceof Value.Pointer same && same.nullId() == id
            ? isNull ? Value.ZERO : same.notNull()
            : value);
  }

  private static void learnNumbers(
      State state, Instruction.JumpIf jump, Value.Number left, Value.Number right, boolean holds) {
    boolean wide = jump.wide();
    if (isConstant(right.scalar(), wide)) {
      Scalar refined =
          Comparison.refine(
              jump.condition(), wide, left.scalar(), right.scalar().constant(), holds);
      learn(state, jump.left(), left, refined);
    } else if (isConstant(left.scalar(), wide)
        && jump.right() instanceof Operand.Reg(Register register)) {
      Scalar refined =
          Comparison.refine(
              swapped(jump.condition()), wide, right.scalar(), left.scalar().constant(), holds);
      learn(state, register, right, refined);
    }
  }

  /** The test with its operands exchanged. */
  private static Condition swapped(Condition test) {
    return switch (test) {
      case GT -> Condition.LT;
      case GE -> Condition.LE;
      case LT -> Condition.GT;
      case LE -> Condition.GE;
      case SGT -> Condition.SLT;
      case SGE -> Condition.SLE;
      case SLT -> Condition.SGT;
      case SLE -> Condition.SGE;
      case EQ, NE, SET -> test;
    };
  }

  private static void learn(State state, Register register, Value.Number old, Scalar refined) {
    if (old.link() == 0) {
      state.set(register, Value.of(refined));
      return;
    }
    Value learned = new Value.Number(refined, old.link());
    state.replaceAll(value ->
        value instanceof Value.Number number && number.link() == old.link() ? learned : value);
  }
}
