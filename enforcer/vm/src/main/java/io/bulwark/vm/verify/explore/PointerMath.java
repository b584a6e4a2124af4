package io.bulwark.vm.verify.explore;

import io.bulwark.bpf.isa.AluOp;
import io.bulwark.bpf.isa.Instruction;
import io.bulwark.vm.verify.domain.Arithmetic;
import io.bulwark.vm.verify.domain.Scalar;
import io.bulwark.vm.verify.finding.FindingKind;
import io.bulwark.vm.verify.finding.Refusal;
import io.bulwark.vm.verify.state.Value;

/** Pointers plus or minus numbers. */
final class PointerMath {
  /** Pointers may move by less than this (Linux: {@code BPF_MAX_VAR_OFF}). */
  static final long FAR = 1L << 29;

  private PointerMath() {}

  static Value apply(Instruction.Alu alu, Value left, Value right) {
    if (left instanceof Value.Pointer pointer && right instanceof Value.Number(Scalar by, _)) {
      return move(alu, pointer, by);
    }
    if (alu.op() == AluOp.ADD
        && left instanceof Value.Number(Scalar by, _)
        && right instanceof Value.Pointer pointer) {
      return move(alu, pointer, by);
    }
    throw refuse("`%s` of a %s and a %s", alu.op().symbol(), left.what(), right.what());
  }

  private static Value move(Instruction.Alu alu, Value.Pointer pointer, Scalar by) {
    boolean adds = alu.op() == AluOp.ADD;
    if (!alu.wide() || (!adds && alu.op() != AluOp.SUB)) {
      throw refuse(
          "`%s` on %d bits of a %s", alu.op().symbol(), alu.wide() ? 64 : 32, pointer.what());
    }
    if (pointer.nullId() != 0) {
      throw new Refusal(
          FindingKind.MAYBE_NULL, "a %s is moved before it is tested".formatted(pointer.what()));
    }
    return switch (pointer) {
      case Value.Memory memory -> moved(memory, adds, by);
      case Value.OfStack(int frame, int offset) when adds ->
          new Value.OfStack(frame, sum(pointer, offset, constant(pointer, by)));
      case Value.Context(int offset) when adds ->
          new Value.Context(sum(pointer, offset, constant(pointer, by)));
      case Value.Typed typed when adds ->
          new Value.Typed(
              typed.type(),
              typed.name(),
              sum(pointer, typed.offset(), constant(pointer, by)),
              typed.trusted(),
              0);
      case Value.OfStack _, Value.Context _, Value.Typed _, Value.MapHandle _, Value.OfFunction _ ->
          throw refuse("`%s` of a %s", alu.op().symbol(), pointer.what());
    };
  }

  private static long constant(Value.Pointer pointer, Scalar by) {
    if (by.isConstant()) {
      return by.constant();
    }
    FindingKind kind =
        pointer instanceof Value.OfStack ? FindingKind.NOT_HANDLED : FindingKind.POINTER_ARITHMETIC;
    throw new Refusal(
        kind, "a %s is moved by a number that is not constant".formatted(pointer.what()));
  }

  private static Value moved(Value.Memory memory, boolean adds, Scalar by) {
    if (by.isConstant()) {
      long offset = by.constant() == Long.MIN_VALUE ? FAR : adds ? by.constant() : -by.constant();
      int sum = sum(memory, memory.offset(), offset);
      return new Value.Memory(memory.region(), sum, memory.variable(), 0);
    }
    checkBounds(memory, by);
    Scalar variable = Arithmetic.apply(adds ? AluOp.ADD : AluOp.SUB, true, memory.variable(), by);
    checkBounds(memory, variable);
    return new Value.Memory(memory.region(), memory.offset(), variable, 0);
  }

  private static void checkBounds(Value.Memory memory, Scalar by) {
    long least = by.full().smin();
    if (least <= -FAR || least >= FAR) {
      throw new Refusal(
          FindingKind.UNBOUNDED,
          "a %s is moved by a number without a lower bound (%s)".formatted(memory.what(), by));
    }
  }

  private static int sum(Value.Pointer pointer, long offset, long by) {
    if (by <= -FAR || by >= FAR || offset + by <= -FAR || offset + by >= FAR) {
      throw refuse("a %s is moved by %d", pointer.what(), by);
    }
    return (int) (offset + by);
  }

  private static Refusal refuse(String format, Object... values) {
    return new Refusal(FindingKind.POINTER_ARITHMETIC, format.formatted(values));
  }
}
